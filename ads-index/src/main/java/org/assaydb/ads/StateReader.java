package org.assaydb.ads;

import org.assaydb.proofs.read.IndexReader;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.read.RowCursor;

/** Reads a {@link StateTree} without recording. Not thread safe. */
public final class StateReader implements IndexReader {
  StateReader() {}

  @Override
  public long stateHeight() {
    throw new UnsupportedOperationException("not written yet");
  }

  @Override
  public RowCursor read(ReadSpec spec) {
    throw new UnsupportedOperationException("not written yet");
  }
}
