package org.assaydb.benchmarks.ingest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.assaydb.benchmarks.store.ScratchStore;
import org.assaydb.engine.replica.DiskUsage;
import org.assaydb.engine.terminal.LoadProgress;
import org.assaydb.engine.terminal.Style;
import org.assaydb.engine.terminal.TextTable;
import org.assaydb.proofs.read.RowEntries.RowImage;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.tree.Entry;

/**
 * Loads a table block by block, each block's root on disk before the next begins. Making the rows
 * is not counted; deriving and sorting the entries is counted apart.
 */
public final class IngestBench {
  private static final int WARM_UP_ROWS = 500_000;
  private static final long WARM_UP_NANOS = 30_000_000_000L;
  private static final long FIRST_MARK = 1_000_000;

  /**
   * What to load.
   *
   * @param secondaries from 0 to {@link #MOST_SECONDARIES}
   * @param blockRows rows of a block
   */
  public record Setting(long rows, int secondaries, boolean sorted, int blockRows) {}

  /** Secondary indexes that a table can have here. */
  public static final int MOST_SECONDARIES = IngestTable.MOST_SECONDARIES;

  private final Setting setting;
  private final Style style;

  /** Totals so far. */
  private static final class Cost {
    private long deriveCpu;
    private long applyCpu;
    private long wall;
    private long written;
    private long userBytes;
    private long entryBytes;
    private long worstBlockNanos;
  }

  /** Cost of all rows up to here. */
  private record Mark(long rows, double nanosPerRow) {}

  public IngestBench(Setting setting, Style style) {
    this.setting = setting;
    this.style = style;
  }

  /** Measures and prints; the figures for JSON. */
  public Map<String, Object> run() throws IOException {
    warmUp();
    Cost cost = new Cost();
    List<Mark> marks = new ArrayList<>();
    try (ScratchStore store = ScratchStore.open();
        LoadProgress progress = LoadProgress.start(setting.rows(), style.terminal(), style.out())) {
      load(store, cost, marks, setting.rows(), progress::accept);
      Map<String, Object> figures = figures(store, cost, marks);
      print(figures);
      return figures;
    }
  }

  /** Loads into stores of their own until the compiler has had its time: a load may take less. */
  private void warmUp() throws IOException {
    long rows = Math.min(WARM_UP_ROWS, setting.rows());
    long start = System.nanoTime();
    boolean warm = false;
    while (!warm) {
      try (ScratchStore store = ScratchStore.open()) {
        load(store, new Cost(), new ArrayList<>(), rows, done -> {});
      }
      warm = rows < WARM_UP_ROWS || System.nanoTime() - start >= WARM_UP_NANOS;
    }
  }

  private void load(
      ScratchStore store,
      Cost cost,
      List<Mark> marks,
      long rows,
      java.util.function.LongConsumer progress) {
    IngestTable table = new IngestTable(setting.secondaries(), setting.sorted());
    store.create(table.schemas());
    long mark = FIRST_MARK;
    for (long done = 0; done < rows; ) {
      long to = Math.min(rows, done + setting.blockRows());
      block(store, table, done, to, cost);
      progress.accept(to - done);
      done = to;
      if (done >= mark || done == rows) {
        marks.add(new Mark(done, (double) cost.applyCpu / done));
        mark *= 10;
      }
    }
  }

  private static void block(ScratchStore store, IngestTable table, long from, long to, Cost cost) {
    Map<IndexId, List<Entry>> entries = entries(table, from, to, store.height() + 1, cost);
    entries.forEach((index, list) -> cost.entryBytes += IngestTable.bytes(list));
    List<Entry> primary = entries.getOrDefault(table.primary(), List.of());
    cost.userBytes += primary.stream().mapToLong(e -> e.values().length).sum();
    long written = ProcessUse.writtenBytes();
    long cpu = ProcessUse.cpuNanos();
    long start = System.nanoTime();
    store.apply(entries);
    long nanos = System.nanoTime() - start;
    cost.applyCpu += ProcessUse.cpuNanos() - cpu;
    cost.wall += nanos;
    cost.worstBlockNanos = Math.max(cost.worstBlockNanos, nanos);
    cost.written += ProcessUse.writtenBytes() - written;
  }

  private static Map<IndexId, List<Entry>> entries(
      IngestTable table, long from, long to, long height, Cost cost) {
    List<RowImage> rows = table.rows(from, to);
    long start = ProcessUse.threadCpuNanos();
    Map<IndexId, List<Entry>> entries = table.entries(rows, height);
    cost.deriveCpu += ProcessUse.threadCpuNanos() - start;
    return entries;
  }

  private Map<String, Object> figures(ScratchStore store, Cost cost, List<Mark> marks)
      throws IOException {
    double rows = setting.rows();
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("name", "ingest-" + (setting.sorted() ? "sorted" : "random"));
    figures.put("rows", setting.rows());
    figures.put("indexes", setting.secondaries() + 1);
    figures.put("blockRows", setting.blockRows());
    figures.put("rowsPerSecondPerCore", Math.round(rows / cost.applyCpu * 1e9));
    figures.put("rowsPerSecondWall", Math.round(rows / cost.wall * 1e9));
    figures.put(
        "rowsPerSecondPerCoreDeriving", Math.round(rows / (cost.applyCpu + cost.deriveCpu) * 1e9));
    figures.put("applyNanosPerRow", Math.round(cost.applyCpu / rows));
    figures.put("deriveNanosPerRow", Math.round(cost.deriveCpu / rows));
    figures.put("worstBlockMillis", cost.worstBlockNanos / 1_000_000);
    figures.put("rowBytes", Math.round(cost.userBytes / rows));
    figures.put("entryBytesPerRow", Math.round(cost.entryBytes / rows));
    figures.put("writtenBytesPerRow", Math.round(cost.written / rows));
    figures.put("writeAmplification", hundredths((double) cost.written / cost.entryBytes));
    figures.put("diskBytesPerRow", Math.round(DiskUsage.sizeBytes(store.directory()) / rows));
    figures.put("runs", store.schemas().stream().map(IndexSchema::id).map(store::runs).toList());
    figures.put("peakHeapBytes", ProcessUse.peakHeapBytes());
    figures.put("peakResidentBytes", ProcessUse.peakResidentBytes());
    // All that was ever resident less what was used of the heap at once: an upper bound.
    figures.put(
        "peakOffHeapBytes",
        Math.max(0, ProcessUse.peakResidentBytes() - ProcessUse.peakHeapBytes()));
    figures.put("costs", marks.stream().map(IngestBench::fields).toList());
    if (marks.size() > 1) {
      double first = marks.get(0).nanosPerRow();
      figures.put("growth", hundredths(marks.get(marks.size() - 1).nanosPerRow() / first));
    }
    return figures;
  }

  private static Map<String, Object> fields(Mark mark) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("rows", mark.rows());
    fields.put("applyNanosPerRow", Math.round(mark.nanosPerRow()));
    return fields;
  }

  private static double hundredths(double value) {
    return Math.round(value * 100) / 100.0;
  }

  private void print(Map<String, Object> figures) {
    TextTable table = new TextTable("lr", "figure", "value");
    figures.forEach(
        (name, value) ->
            table.add(
                name,
                value instanceof Long number
                    ? String.format(Locale.ROOT, "%,d", number)
                    : String.valueOf(value)));
    style.out().print(table);
  }
}
