package org.assaydb.proofs.vo;

import java.util.Arrays;

/** A set of positions: noted in any order, then asked for ranges. Not thread safe. */
public final class Positions {
  private long[] noted = new long[16];
  private int count;
  private boolean sorted = true;

  void add(long position) {
    if (count == noted.length) {
      noted = Arrays.copyOf(noted, 2 * count);
    }
    sorted &= count == 0 || noted[count - 1] <= position;
    noted[count++] = position;
  }

  public boolean isEmpty() {
    return count == 0;
  }

  /** Whether one lies in [from, to). */
  public boolean anyIn(long from, long to) {
    if (!sorted) {
      Arrays.sort(noted, 0, count);
      sorted = true;
    }
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (noted[middle] < from) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low < count && noted[low] < to;
  }

  public boolean contains(long position) {
    return anyIn(position, position + 1);
  }
}
