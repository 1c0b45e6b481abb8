package org.assaydb.ads;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.read.AggregateCursor;
import org.assaydb.proofs.read.HistoryRun;
import org.assaydb.proofs.read.IndexReader;
import org.assaydb.proofs.read.IndexRuns;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.read.RowCursor;
import org.assaydb.proofs.read.RunReader;
import org.assaydb.proofs.read.RunView;
import org.assaydb.proofs.schema.IndexId;

/** Reads a {@link StateTree} without recording. Not thread safe. */
public final class StateReader implements IndexReader {
  private final RunReader reader;

  StateReader(StateTree state) {
    reader = new RunReader(state.height(), views(state));
  }

  private static Function<IndexId, IndexRuns> views(StateTree state) {
    Map<IndexId, IndexRuns> opened = new HashMap<>();
    return id ->
        opened.computeIfAbsent(
            id,
            i -> {
              IndexState index = existing(state, i);
              List<RunView> runs =
                  index.runs().stream()
                      .<RunView>map(r -> new StoreRunView(r, index.schema().valueTypes()))
                      .toList();
              return new IndexRuns(index.schema(), index.descriptor(), runs, () -> history(index));
            });
  }

  private static List<HistoryRun> history(IndexState index) {
    List<HistoryRun> runs = new ArrayList<>();
    for (SealedHistory run : index.sealed().history()) {
      runs.add(
          new HistoryRun(run.floor(), new StoreRunView(run.run(), index.schema().valueTypes())));
    }
    Collections.reverse(runs);
    return runs;
  }

  static IndexState existing(StateTree state, IndexId id) {
    return state
        .index(id)
        .orElseThrow(() -> new VerificationException(RejectReason.MALFORMED, "no index " + id));
  }

  @Override
  public long stateHeight() {
    return reader.stateHeight();
  }

  @Override
  public AggregateCursor aggregate(ReadSpec.Aggregate spec) {
    return reader.aggregate(spec);
  }

  @Override
  public RowCursor read(ReadSpec spec) {
    return reader.read(spec);
  }
}
