package org.assaydb.engine.replica.archive;

import java.util.Optional;

/** Block bodies that a replica still holds whole. */
public interface BodySource {
  /**
   * The body of a finalised block or of an ancestor of the block being built; empty if unlinked.
   */
  Optional<byte[]> body(long height);

  /** Removes the bodies of [fromHeight, toHeight) from disk; headers and certificates stay. */
  void unlinkBodies(long fromHeight, long toHeight);
}
