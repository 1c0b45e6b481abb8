package org.assaydb.benchmarks.tamper;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.vo.verify.VerifiedState;
import org.assaydb.proofs.vo.verify.VoLimits;

/**
 * A read of a certified state with its honest proof.
 *
 * @param answer what the store says
 */
record Victim(
    Digest root,
    long height,
    Function<IndexId, Optional<IndexSchema>> schemas,
    ReadSpec spec,
    byte[] vo,
    long answer) {
  /**
   * What a client would take from a proof.
   *
   * @throws org.assaydb.proofs.VerificationException when it refuses
   */
  long replay(byte[] bytes) {
    VerifiedState state = verify(bytes);
    state.requireExact(height, List.of(spec));
    return Answer.of(state.reader(height), spec);
  }

  /** The first part of that: everything shown hashes into the certified root. */
  VerifiedState verify(byte[] bytes) {
    return VerifiedState.verify(bytes, root, schemas, VoLimits.DEFAULT);
  }
}
