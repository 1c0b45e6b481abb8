package org.assaydb.engine.replica.archive;

import java.util.Optional;
import org.assaydb.proofs.hash.Digest;

/** Final blocks of this replica: headers of all, bodies that it still holds whole. */
public interface BodySource {
  /**
   * The body of a finalised block or of an ancestor of the block being built; empty if unlinked.
   */
  Optional<byte[]> body(long height);

  /** Archive root in the header of a final block; empty above the last one. */
  Optional<Digest> archiveRoot(long height);

  /** Removes the bodies of [fromHeight, toHeight) from disk; headers and certificates stay. */
  void unlinkBodies(long fromHeight, long toHeight);
}
