package org.assaydb.proofs.read;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Version;
import org.jspecify.annotations.Nullable;

/**
 * The read algorithms over the runs of an index. What they open is a function of the specification
 * and the certified data alone, so that a replica's witness holds exactly what a driver's replay
 * needs. Not thread safe.
 *
 * <p>With uncommitted writes on top ({@link #withOwnWrites}) a limited read may need more committed
 * rows than the specification sent to the replica: the caller must send a limit that is raised, for
 * a scan by the number of own DELETE entries, for skip and top by the number of all own entries.
 */
public final class RunReader implements IndexReader {
  /** Uncommitted entries of an index, newest of all, visible at every snapshot. */
  public interface OwnWrites {
    /** Null when the index has none. */
    @Nullable RunView of(IndexId index);
  }

  private final long stateHeight;
  private final Function<IndexId, IndexRuns> indexes;
  private final OwnWrites ownWrites;
  private final List<ReadAnswer> answers;

  /**
   * @param stateHeight height of the certified state that {@code indexes} is
   * @param indexes throws VerificationException for an index that is not there
   */
  public RunReader(long stateHeight, Function<IndexId, IndexRuns> indexes) {
    this(stateHeight, indexes, List.of());
  }

  /**
   * @param answers to reads of this state, which are not run again
   */
  public RunReader(
      long stateHeight, Function<IndexId, IndexRuns> indexes, List<ReadAnswer> answers) {
    this(stateHeight, indexes, index -> null, answers);
  }

  private RunReader(
      long stateHeight,
      Function<IndexId, IndexRuns> indexes,
      OwnWrites ownWrites,
      List<ReadAnswer> answers) {
    this.stateHeight = stateHeight;
    this.indexes = indexes;
    this.ownWrites = ownWrites;
    this.answers = answers;
  }

  /** The same state under uncommitted writes. */
  public RunReader withOwnWrites(OwnWrites own) {
    return new RunReader(stateHeight, indexes, own, answers);
  }

  @Override
  public long stateHeight() {
    return stateHeight;
  }

  @Override
  public AggregateCursor aggregate(ReadSpec.Aggregate spec) {
    if (known(spec) instanceof TotalsAnswer totals) {
      return totals.cursor();
    }
    IndexRuns index = indexes.apply(spec.index());
    ReadSpecCodec.check(spec, stateHeight, index);
    if (spec.snapshotHeight() < index.descriptor().floor()) {
      // Below the floor the runs lack versions, and entries no longer add up.
      return new RowTotals(read(RowTotals.scan(spec)), spec, index.schema());
    }
    return new TotalsCursor(layers(spec, index).toArray(Layer[]::new), spec, index);
  }

  private @Nullable ReadAnswer known(ReadSpec spec) {
    for (ReadAnswer answer : answers) {
      if (answer.spec().equals(spec) && ownWrites.of(spec.index()) == null) {
        return answer;
      }
    }
    return null;
  }

  /** Runs a read to its end, for readers of the same state. */
  public ReadAnswer answer(ReadSpec spec) {
    return spec instanceof ReadSpec.Aggregate totals
        ? TotalsAnswer.of(this, totals)
        : RowsAnswer.of((RunCursor) read(spec), spec);
  }

  @Override
  public RowCursor read(ReadSpec spec) {
    if (known(spec) instanceof RowsAnswer rows) {
      return rows.cursor();
    }
    IndexRuns index = indexes.apply(spec.index());
    ReadSpecCodec.check(spec, stateHeight, index);
    int[] columns = new int[spec.columns().size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = spec.columns().get(i);
    }
    if (spec instanceof ReadSpec.History history) {
      return new HistoryCursor(versions(history, index), history, columns);
    }
    List<Layer> layers = layers(spec, index);
    if (spec instanceof ReadSpec.Lookup lookup) {
      return new LookupCursor(layers, lookup.keys(), columns);
    } else if (spec instanceof ReadSpec.Scan scan) {
      return scan(layers, scan, index.schema(), columns);
    } else if (spec instanceof ReadSpec.Skip skip) {
      return new SkipCursor(layers.toArray(Layer[]::new), skip, index, columns);
    } else if (spec instanceof ReadSpec.Top top) {
      return top(layers, top, index, columns);
    }
    throw new IllegalArgumentException("not a read of rows: " + spec);
  }

  private RowCursor scan(
      List<Layer> layers, ReadSpec.Scan spec, IndexSchema schema, int[] columns) {
    // In a grouped index prefixes may show a bound.
    boolean placesShown = schema.groupedParts() == 0;
    if (ownWrites.of(spec.index()) == null) {
      return new ScanCursor(layers, spec, columns, placesShown);
    }
    Layer own = layers.get(0);
    ScanCursor ownRows =
        new ScanCursor(List.of(own), spec.withLimit(Long.MAX_VALUE), columns, placesShown);
    List<Layer> others = layers.subList(1, layers.size());
    ScanCursor committed =
        new ScanCursor(others, spec.withLimit(raised(spec, own.run())), columns, placesShown);
    return new OwnScanCursor(own, ownRows, committed, spec);
  }

  /** The limit that must be sent for a scan: every own DELETE may hide a row. */
  private static long raised(ReadSpec.Scan spec, RunView own) {
    long deleted = 0;
    for (long i = 0; i < own.summary().count(); i++) {
      deleted += own.kind(i).isPut() ? 0 : 1;
    }
    return spec.limit() > Long.MAX_VALUE - deleted ? Long.MAX_VALUE : spec.limit() + deleted;
  }

  private RowCursor top(List<Layer> layers, ReadSpec.Top spec, IndexRuns index, int[] columns) {
    TopOrder order = TopOrder.of(spec, index.schema());
    boolean own = ownWrites.of(spec.index()) != null;
    Layer[] committed = layers.subList(own ? 1 : 0, layers.size()).toArray(Layer[]::new);
    if (!own || spec.limit() == 0) {
      return new TopCursor(committed, spec, order, columns, spec.limit());
    }
    TopCursor rows = new TopCursor(committed, spec, order, columns, Long.MAX_VALUE);
    return new OwnTopCursor(layers.get(0), rows, spec, order);
  }

  private List<Layer> layers(ReadSpec spec, IndexRuns index) {
    List<Layer> layers = new ArrayList<>(index.runs().size() + 1);
    RunView own = ownWrites.of(spec.index());
    if (own != null) {
      layers.add(new Layer(own, Version.NEWEST));
    }
    Version snapshot = Version.endOf(spec.snapshotHeight());
    index.runs().forEach(run -> add(run, snapshot, layers));
    // Below the floor the current runs do not tell: the history runs are part of the state.
    if (spec.snapshotHeight() < index.descriptor().floor()) {
      for (HistoryRun run : index.history().get()) {
        if (spec.snapshotHeight() < run.floor()) {
          add(run.view(), snapshot, layers);
        }
      }
    }
    return layers;
  }

  /** The certified summary shows when nothing in the run is visible at the snapshot. */
  private static void add(RunView run, Version snapshot, List<Layer> layers) {
    if (run.summary().minVersion().compareTo(snapshot) <= 0) {
      layers.add(new Layer(run, snapshot));
    }
  }

  /** Runs that may hold versions of the window; own writes have no version yet. */
  private static List<Layer> versions(ReadSpec.History spec, IndexRuns index) {
    List<RunView> runs = new ArrayList<>(index.runs());
    // What a history run holds was written at or below its floor.
    if (spec.fromHeight() <= index.descriptor().floor() && index.descriptor().hasHistory()) {
      index.history().get().forEach(h -> runs.add(h.view()));
    }
    Version last = Version.endOf(Math.min(spec.toHeight(), spec.snapshotHeight()));
    List<Layer> layers = new ArrayList<>(runs.size());
    for (RunView run : runs) {
      if (run.summary().maxVersion().height() >= spec.fromHeight()) {
        add(run, last, layers);
      }
    }
    return layers;
  }
}
