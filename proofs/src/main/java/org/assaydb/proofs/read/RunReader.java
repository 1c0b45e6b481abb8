package org.assaydb.proofs.read;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.Version;
import org.jspecify.annotations.Nullable;

/**
 * The read algorithms over the runs of an index. What they open is a function of the specification
 * and the certified data alone, so that a replica's witness holds exactly what a driver's replay
 * needs. Not thread safe.
 *
 * <p>With uncommitted writes on top ({@link #withOwnWrites}) a limited scan may need more committed
 * rows than the specification sent to the replica: the caller must send a limit that is raised by
 * the number of own DELETE entries.
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

  /**
   * @param stateHeight height of the certified state that {@code indexes} is
   * @param indexes throws VerificationException for an index that is not there
   */
  public RunReader(long stateHeight, Function<IndexId, IndexRuns> indexes) {
    this(stateHeight, indexes, index -> null);
  }

  private RunReader(long stateHeight, Function<IndexId, IndexRuns> indexes, OwnWrites ownWrites) {
    this.stateHeight = stateHeight;
    this.indexes = indexes;
    this.ownWrites = ownWrites;
  }

  /** The same state under uncommitted writes. */
  public RunReader withOwnWrites(OwnWrites own) {
    return new RunReader(stateHeight, indexes, own);
  }

  @Override
  public long stateHeight() {
    return stateHeight;
  }

  @Override
  public AggregateCursor aggregate(ReadSpec.Aggregate spec) {
    throw new IllegalStateException("totals are not read yet");
  }

  @Override
  public RowCursor read(ReadSpec spec) {
    IndexRuns index = indexes.apply(spec.index());
    ReadSpecCodec.check(spec, stateHeight, index);
    List<Layer> layers = layers(spec, index);
    int[] columns = spec.columns().stream().mapToInt(Integer::intValue).toArray();
    if (spec instanceof ReadSpec.Lookup lookup) {
      return new LookupCursor(layers, lookup.keys(), columns);
    }
    return new ScanCursor(layers, (ReadSpec.Scan) spec, columns);
  }

  private List<Layer> layers(ReadSpec spec, IndexRuns index) {
    List<Layer> layers = new ArrayList<>(index.runs().size() + 1);
    RunView own = ownWrites.of(spec.index());
    if (own != null) {
      layers.add(new Layer(own, Version.NEWEST));
    }
    Version snapshot = Version.endOf(spec.snapshotHeight());
    for (RunView run : index.runs()) {
      // The certified summary shows that nothing in the run is visible at the snapshot.
      if (run.summary().minVersion().compareTo(snapshot) <= 0) {
        layers.add(new Layer(run, snapshot));
      }
    }
    return layers;
  }
}
