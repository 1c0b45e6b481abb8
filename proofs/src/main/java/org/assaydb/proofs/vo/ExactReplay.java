package org.assaydb.proofs.vo;

import static org.assaydb.proofs.RejectReason.INCOMPLETE_RESULT;
import static org.assaydb.proofs.RejectReason.MALFORMED;
import static org.assaydb.proofs.VerificationException.require;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.read.HistoryRun;
import org.assaydb.proofs.read.IndexRuns;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.read.RunReader;
import org.assaydb.proofs.schema.IndexId;

/**
 * Replays the reads that a verification object was cut for, as the replica ran them, and refuses an
 * object that shows anything besides. The replica's own recorder notes what the reads open: a
 * verification object is a function of the state and the reads.
 */
final class ExactReplay {
  private final Map<IndexId, ReplayedIndex> indexes = new HashMap<>();

  ExactReplay(List<VoVerifier.ShownIndex> shown) {
    shown.forEach(index -> indexes.put(index.descriptor().id(), new ReplayedIndex(index)));
  }

  /**
   * @throws VerificationException INCOMPLETE_RESULT when the object shows less than the reads need,
   *     MALFORMED when it shows more
   */
  void run(long stateHeight, List<ReadSpec> reads) {
    RunReader reader = new RunReader(stateHeight, this::index);
    reads.forEach(reader::readThrough);
    indexes.values().forEach(ReplayedIndex::requireExact);
  }

  private IndexRuns index(IndexId id) {
    ReplayedIndex index = indexes.get(id);
    if (index == null) {
      throw new VerificationException(INCOMPLETE_RESULT, "index " + id.value() + " was not opened");
    }
    index.wasRead = true;
    return index.views;
  }

  private static final class ReplayedIndex {
    private final VoVerifier.ShownIndex shown;
    private final List<RecordingRun> runs;
    private final List<RecordingRun> history;
    private final IndexRuns views;
    private boolean wasRead;
    private boolean historyWasRead;

    ReplayedIndex(VoVerifier.ShownIndex shown) {
      this.shown = shown;
      runs = shown.runs().stream().map(this::recording).toList();
      history =
          shown.showsHistory()
              ? shown.shownHistory().stream().map(h -> recording(h.run())).toList()
              : List.of();
      views =
          new IndexRuns(
              shown.schema(), shown.descriptor(), List.copyOf(runs), this::recordedHistory);
    }

    private RecordingRun recording(VerifiedRun run) {
      return new RecordingRun(run, run, shown.schema().valueTypes().size());
    }

    private List<HistoryRun> recordedHistory() {
      historyWasRead = true;
      List<VoVerifier.ShownHistory> verified = shown.shownHistory();
      return IntStream.range(0, verified.size())
          .mapToObj(i -> new HistoryRun(verified.get(i).floor(), history.get(i)))
          .toList();
    }

    private void requireExact() {
      require(wasRead, MALFORMED, "an index is shown that is not read");
      for (int i = 0; i < runs.size(); i++) {
        new ExactRun(shown.runs().get(i), runs.get(i)).check();
      }
      boolean asked = historyWasRead || !shown.showsHistory();
      require(asked, MALFORMED, "a history is shown that is not read");
      for (int i = 0; i < history.size(); i++) {
        new ExactRun(shown.shownHistory().get(i).run(), history.get(i)).check();
      }
    }
  }
}
