package org.assaydb.ads;

import java.util.Arrays;
import org.assaydb.proofs.schema.Version;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.tree.EntryKind;

/** The entries of one chunk, or of a group of it, in run order. Not thread safe. */
interface Rows {
  int size();

  /** Key of a row; not to be changed. */
  byte[] key(int row);

  /** {@link Version#packed()}. */
  long version(int row);

  EntryKind kind(int row);

  Entry entry(int row);

  /** Length of a row's key, and of its deltas and values when they are asked for. */
  int bytes(int row, boolean content);

  /** Compares the key of a row with {@code key}. */
  default int compareKey(int row, byte[] key) {
    return Arrays.compareUnsigned(key(row), key);
  }

  /** First row at or after (key, version) in run order; {@link #size()} when there is none. */
  default int lowerBound(byte[] key, long version) {
    int low = 0;
    int high = size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      int order = compareKey(middle, key);
      if (order < 0 || (order == 0 && version(middle) > version)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
