package org.assaydb.proofs.vo.verify;

import static org.assaydb.proofs.RejectReason.INCOMPLETE_RESULT;
import static org.assaydb.proofs.RejectReason.MALFORMED;
import static org.assaydb.proofs.VerificationException.require;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.read.HistoryRun;
import org.assaydb.proofs.read.IndexRuns;
import org.assaydb.proofs.read.ReadAnswer;
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
   * @return what they gave
   * @throws VerificationException INCOMPLETE_RESULT when the object shows less than the reads need,
   *     MALFORMED when it shows more
   */
  List<ReadAnswer> run(long stateHeight, List<ReadSpec> reads) {
    RunReader reader = new RunReader(stateHeight, this::index);
    List<ReadAnswer> answers = new ArrayList<>();
    for (ReadSpec read : reads) {
      answers.add(reader.answer(read));
    }
    indexes.values().forEach(ReplayedIndex::requireExact);
    return answers;
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
    private final List<ReplayedRun> runs;
    private final List<ReplayedRun> history;
    private final IndexRuns views;
    private boolean wasRead;
    private boolean historyWasRead;

    ReplayedIndex(VoVerifier.ShownIndex shown) {
      this.shown = shown;
      runs = new ArrayList<>(shown.runs().size());
      for (VerifiedRun run : shown.runs()) {
        runs.add(replayed(run));
      }
      history = new ArrayList<>();
      if (shown.showsHistory()) {
        shown.shownHistory().forEach(h -> history.add(replayed(h.run())));
      }
      views =
          new IndexRuns(
              shown.schema(), shown.descriptor(), List.copyOf(runs), this::recordedHistory);
    }

    private ReplayedRun replayed(VerifiedRun run) {
      return new ReplayedRun(run, shown.schema().valueTypes().size());
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
      runs.forEach(run -> new ExactRun(run).check());
      boolean asked = historyWasRead || !shown.showsHistory();
      require(asked, MALFORMED, "a history is shown that is not read");
      history.forEach(run -> new ExactRun(run).check());
    }
  }
}
