package org.assaydb.benchmarks.proofs;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.assaydb.benchmarks.store.BenchTable;
import org.assaydb.benchmarks.store.ScratchStore;
import org.assaydb.engine.terminal.Style;
import org.assaydb.engine.terminal.TextTable;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.tree.Entry;
import org.jspecify.annotations.Nullable;

/** Fills a store, measures the cases on freshly loaded indexes and again after random updates. */
public final class ProofBench {
  /** Rows of a block of updates. */
  private static final int BLOCK_ROWS = 1_000;

  /** Updated after the load: a fifth of the rows, and a little more so that run 0 is not empty. */
  private static int updatedRows(int rowCount) {
    return rowCount / 5 + 500;
  }

  private final int rowCount;
  private final Set<String> names;
  private final List<ProofCase> cases;
  private final long phaseMs;
  private final Style style;

  /**
   * @param rowCount rows of each table
   * @param phaseMs length of each phase of measuring
   */
  public ProofBench(int rowCount, Set<String> names, long phaseMs, Style style) {
    this.rowCount = rowCount;
    this.names = names;
    this.cases =
        new ProofCases(rowCount).all().stream().filter(c -> names.contains(c.name())).toList();
    this.phaseMs = phaseMs;
    this.style = style;
  }

  /** Names of all cases. */
  public static List<String> names() {
    List<String> names = new ArrayList<>();
    new ProofCases(ProofTables.ROWS_OF_A_KEY).all().forEach(c -> names.add(c.name()));
    names.addAll(WholePath.names());
    return names;
  }

  /** Measures and prints; one map per case for JSON. */
  public List<Map<String, Object>> run() throws IOException, SQLException {
    List<Map<String, Object>> all = new ArrayList<>();
    List<CaseFigures> figures = cases.isEmpty() ? List.of() : stored();
    figures.forEach(f -> all.add(fields(f, figures)));
    List<Map<String, Object>> queries = new WholePath(rowCount, phaseMs, style).measure(names);
    all.addAll(queries);
    List<Map<String, Object>> once = Certificates.measure();
    all.addAll(once);
    print("Once per height", once);
    printQueries(queries);
    return all;
  }

  private List<CaseFigures> stored() throws IOException {
    List<CaseFigures> figures = new ArrayList<>();
    try (ScratchStore store = ScratchStore.open()) {
      load(store);
      measure(store, "one-run", figures);
      update(store);
      measure(store, "updated", figures);
    }
    print(figures);
    return figures;
  }

  private List<BenchTable> tables() {
    return cases.stream().map(ProofCase::table).distinct().toList();
  }

  private void load(ScratchStore store) {
    List<BenchTable> tables = tables();
    store.create(tables.stream().map(BenchTable::schema).toList());
    for (BenchTable table : tables) {
      store.apply(Map.of(table.index(), table.inserts(0, rowCount, store.height() + 1)));
      style.line(
          String.format(
              Locale.ROOT,
              "loaded %,d rows into %s: %d runs",
              rowCount,
              tableName(table),
              store.runs(table.index())));
    }
  }

  private String tableName(BenchTable table) {
    return cases.stream()
        .filter(c -> c.table() == table)
        .map(ProofCase::name)
        .collect(Collectors.joining(", ", "the table of ", ""));
  }

  private void update(ScratchStore store) {
    Random random = new Random(2);
    for (int left = updatedRows(rowCount); left > 0; left -= BLOCK_ROWS) {
      Map<IndexId, List<Entry>> block = new LinkedHashMap<>();
      for (BenchTable table : tables()) {
        int rows = Math.min(left, BLOCK_ROWS);
        block.put(table.index(), table.updates(random, rowCount, rows, store.height() + 1));
      }
      store.apply(block);
    }
    style.line(
        String.format(Locale.ROOT, "updated %,d random rows of each table", updatedRows(rowCount)));
  }

  private void measure(ScratchStore store, String state, List<CaseFigures> figures) {
    CaseMeter meter = new CaseMeter(store, phaseMs);
    for (ProofCase proofCase : cases) {
      figures.add(meter.measure(proofCase, state));
      style.line("measured " + proofCase.name() + ", " + state);
    }
  }

  /** Bytes that each run beyond the first adds: null for the first state. */
  private static @Nullable Double bytesPerRun(CaseFigures figures, List<CaseFigures> all) {
    for (CaseFigures first : all) {
      int more = figures.runs() - first.runs();
      if (first.name().equals(figures.name()) && more > 0) {
        return (figures.proofBytes() - first.proofBytes()) / (double) more;
      }
    }
    return null;
  }

  private Map<String, Object> fields(CaseFigures figures, List<CaseFigures> all) {
    Map<String, Object> fields = new LinkedHashMap<>(figures.fields());
    fields.put("rows", rowCount);
    Double perRun = bytesPerRun(figures, all);
    if (perRun != null) {
      fields.put("bytesPerFurtherRun", CaseFigures.rounded(perRun));
    }
    if (figures.name().startsWith("scan")) {
      fields.putAll(EncodedColumns.of(figures.resultRows()).fields());
    }
    Bars bars = Bars.of(figures.name(), figures.resultRows());
    if (bars != null && figures.state().equals("one-run")) {
      fields.put("targetProofBytes", bars.bytes());
      fields.put("targetServerMicros", bars.server());
      fields.put("targetVerifyMicros", bars.verify());
    }
    return fields;
  }

  private void print(List<CaseFigures> all) {
    TextTable table =
        new TextTable(
            "lrrrrrrrrrrr",
            "case",
            "runs",
            "proof B",
            "wanted",
            "GroveDB",
            "state path B",
            "server us",
            "wanted",
            "GroveDB",
            "verify us",
            "wanted",
            "node hash ns");
    for (CaseFigures f : all) {
      Bars bars = Bars.of(f.name(), f.resultRows());
      boolean compared = bars != null && f.state().equals("one-run");
      Bars shown = compared && bars != null ? bars : new Bars(0, 0, 0, 0, 0);
      table.add(
          f.name() + (f.state().equals("one-run") ? "" : ", " + f.state()),
          Integer.toString(f.runs()),
          number(f.proofBytes()),
          number(shown.bytes()),
          number(shown.grove()),
          number(f.statePathBytes()),
          micros(f.serverMicros()),
          number(shown.server()),
          number(shown.groveMicros()),
          micros(f.verifyMicros()),
          number(shown.verify()),
          micros(f.nodeHashNanos()));
    }
    style.section(String.format(Locale.ROOT, "%,d rows, medians, one thread", rowCount));
    style.out().print(table);
  }

  private void print(String title, List<Map<String, Object>> all) {
    TextTable table = new TextTable("lrr", "what", "bytes", "verify us");
    all.forEach(
        f ->
            table.add(
                String.valueOf(f.get("name")),
                String.valueOf(f.get("proofBytes")),
                String.valueOf(f.get("verifyMicros"))));
    style.section(title);
    style.out().print(table);
  }

  private void printQueries(List<Map<String, Object>> queries) {
    if (queries.isEmpty()) {
      return;
    }
    TextTable table =
        new TextTable("lrrrr", "query", "proof B", "total us", "verify us", "samples");
    queries.forEach(
        q ->
            table.add(
                String.valueOf(q.get("name")),
                String.valueOf(q.get("proofBytes")),
                String.valueOf(q.get("totalMicros")),
                String.valueOf(q.get("verifyMicros")),
                String.valueOf(q.get("samples"))));
    style.section("Through JDBC over TLS, four replicas in this process");
    style.out().print(table);
  }

  private static String number(int value) {
    return value == 0 ? "" : String.format(Locale.ROOT, "%,d", value);
  }

  private static String micros(double value) {
    return String.format(Locale.ROOT, value < 100 ? "%.1f" : "%,.0f", value);
  }
}
