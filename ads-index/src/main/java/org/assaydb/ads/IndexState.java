package org.assaydb.ads;

import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.tree.IndexDescriptor;
import org.jspecify.annotations.Nullable;

/** One index at one height; immutable, safe for any thread. Its reads are not recorded. */
public final class IndexState {
  private IndexState() {}

  public IndexSchema schema() {
    throw new UnsupportedOperationException("not written yet");
  }

  /** What the state tree commits to. */
  public IndexDescriptor descriptor() {
    throw new UnsupportedOperationException("not written yet");
  }

  /**
   * The newest entry of {@code key} with a version at or below the snapshot; a DELETE entry is
   * returned as such, null means that the key was never written. About a microsecond for a key that
   * no run holds.
   */
  public @Nullable Entry newest(Key key, long snapshotHeight) {
    throw new UnsupportedOperationException("not written yet");
  }

  /** Whether any entry in {@code range} was written above {@code height}. */
  public boolean hasNewerThan(KeyRange range, long height) {
    throw new UnsupportedOperationException("not written yet");
  }

  /** The first row of {@code range} that is live at the snapshot; null when there is none. */
  public @Nullable Entry firstLive(KeyRange range, long snapshotHeight) {
    throw new UnsupportedOperationException("not written yet");
  }
}
