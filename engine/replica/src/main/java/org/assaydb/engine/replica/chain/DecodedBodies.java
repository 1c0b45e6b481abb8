package org.assaydb.engine.replica.chain;

import java.util.ArrayDeque;
import java.util.Deque;
import org.assaydb.engine.replica.state.BlockBody;
import org.jspecify.annotations.Nullable;

/**
 * Bodies that are not applied yet, decoded: each is looked at several times on its way into the
 * chain. They are told apart by their arrays, which nobody changes. Thread safe.
 */
final class DecodedBodies {
  private static final int KEPT = 16;

  private record Decoded(byte[] bytes, BlockBody body) {}

  private final Deque<Decoded> kept = new ArrayDeque<>();

  /**
   * Decodes and keeps.
   *
   * @throws org.assaydb.proofs.VerificationException for hostile bytes
   */
  BlockBody decode(byte[] bytes) {
    Decoded known = known(bytes);
    if (known != null) {
      return known.body();
    }
    BlockBody body = BlockBody.decode(bytes);
    keep(bytes, body);
    return body;
  }

  /** As {@link #decode}, and forgets it. */
  BlockBody take(byte[] bytes) {
    BlockBody body = decode(bytes);
    synchronized (kept) {
      kept.removeIf(d -> d.bytes() == bytes);
    }
    return body;
  }

  void keep(byte[] bytes, BlockBody body) {
    synchronized (kept) {
      kept.addLast(new Decoded(bytes, body));
      if (kept.size() > KEPT) {
        kept.removeFirst();
      }
    }
  }

  private @Nullable Decoded known(byte[] bytes) {
    synchronized (kept) {
      return kept.stream().filter(d -> d.bytes() == bytes).findFirst().orElse(null);
    }
  }
}
