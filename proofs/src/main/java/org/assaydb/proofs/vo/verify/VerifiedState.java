package org.assaydb.proofs.vo.verify;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.read.HistoryRun;
import org.assaydb.proofs.read.IndexRuns;
import org.assaydb.proofs.read.ReadAnswer;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.read.RunReader;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.tree.IndexDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * A verified part of a certified state. Reads through it are answered from what was opened and are
 * INCOMPLETE_RESULT otherwise. Not thread safe.
 */
public final class VerifiedState {
  private final List<VoVerifier.ShownIndex> shown;
  private final Map<IndexId, IndexRuns> indexes = new HashMap<>();

  /** What was read to see that the object is exact. */
  private List<ReadAnswer> answers = List.of();

  private VerifiedState(List<VoVerifier.ShownIndex> shown) {
    this.shown = shown;
    for (VoVerifier.ShownIndex index : shown) {
      indexes.put(
          index.descriptor().id(),
          new IndexRuns(
              index.schema(), index.descriptor(), List.copyOf(index.runs()), () -> history(index)));
    }
  }

  /**
   * Decodes and verifies a verification object.
   *
   * @param vo hostile bytes; not copied, must not change afterwards
   * @param stateRoot from a final certificate
   * @param schemas of the catalog that the same certificate certifies
   * @throws VerificationException unless every byte of {@code vo} is canonical and hashes into the
   *     root
   */
  public static VerifiedState verify(
      byte[] vo,
      Digest stateRoot,
      Function<IndexId, Optional<IndexSchema>> schemas,
      VoLimits limits) {
    return new VerifiedState(VoVerifier.verify(vo, stateRoot, schemas, limits));
  }

  private static List<HistoryRun> history(VoVerifier.ShownIndex shown) {
    return shown.shownHistory().stream().map(h -> new HistoryRun(h.floor(), h.run())).toList();
  }

  /**
   * Requires that the object shows what some reads open, no less and no more. Once this returned,
   * they can be read to their ends.
   *
   * @param reads all for which the object was asked
   * @throws VerificationException INCOMPLETE_RESULT when it shows less, MALFORMED when it shows
   *     more
   */
  public void requireExact(long stateHeight, List<ReadSpec> reads) {
    answers = new ExactReplay(shown).run(stateHeight, reads);
  }

  /** How far a read goes that was found exact; null for others, and for totals. */
  public ReadAnswer.@Nullable Extent extent(ReadSpec read) {
    for (ReadAnswer answer : answers) {
      if (answer.spec().equals(read)) {
        return answer.extent();
      }
    }
    return null;
  }

  /** The certified descriptors of the indexes that the object shows. */
  public List<IndexDescriptor> descriptors() {
    return shown.stream().map(VoVerifier.ShownIndex::descriptor).toList();
  }

  /** Bytes of memory that it takes once all that it shows is decoded, about. */
  public long memoryBytes() {
    long bytes = 0;
    for (VoVerifier.ShownIndex index : shown) {
      for (VerifiedRun run : index.runs()) {
        bytes += run.memoryBytes();
      }
    }
    return bytes;
  }

  /** Reads the state; {@code stateHeight} comes from the certificate that certifies the root. */
  public RunReader reader(long stateHeight) {
    return new RunReader(stateHeight, this::index, answers);
  }

  private IndexRuns index(IndexId id) {
    IndexRuns index = indexes.get(id);
    if (index == null) {
      throw new VerificationException(
          RejectReason.INCOMPLETE_RESULT, "index " + id.value() + " was not opened");
    }
    return index;
  }
}
