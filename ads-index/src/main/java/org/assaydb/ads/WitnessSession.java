package org.assaydb.ads;

import org.assaydb.proofs.read.IndexReader;

/**
 * Records what is read from one {@link StateTree} and turns it into a verification object. Not
 * thread safe; one per request.
 */
public final class WitnessSession {
  WitnessSession() {}

  /** Reads through it are recorded; run every cursor to where the client will run it. */
  public IndexReader reader() {
    throw new UnsupportedOperationException("not written yet");
  }

  /** The verification object of everything read so far, against the root of the state. */
  public byte[] cut() {
    throw new UnsupportedOperationException("not written yet");
  }
}
