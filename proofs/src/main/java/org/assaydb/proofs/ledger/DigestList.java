package org.assaydb.proofs.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.assaydb.proofs.hash.Digest;

/** Digests in 32 bytes each: there are two for every block of a chain. Not thread safe. */
final class DigestList {
  private static final int IN_PART = 1024;

  private final List<byte[]> parts = new ArrayList<>();
  private int size;

  int size() {
    return size;
  }

  void add(Digest digest) {
    int place = size % IN_PART;
    if (place == 0) {
      parts.add(new byte[IN_PART * Digest.SIZE_BYTES]);
    }
    digest.write(parts.get(size / IN_PART), place * Digest.SIZE_BYTES);
    size++;
  }

  /** The digest at an index from 0 to below the size. */
  Digest get(int index) {
    Objects.checkIndex(index, size);
    return Digest.read(parts.get(index / IN_PART), index % IN_PART * Digest.SIZE_BYTES);
  }

  /** Drops all from an index on, which is at most the size. */
  void truncate(int to) {
    Objects.checkIndex(to, size + 1);
    size = to;
    int kept = (to + IN_PART - 1) / IN_PART;
    parts.subList(kept, parts.size()).clear();
  }
}
