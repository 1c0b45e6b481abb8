package org.assaydb.sql.aggregate;

import org.jspecify.annotations.Nullable;

/**
 * The groups of the rows of a batch, for several accumulators: how many rows a group has is counted
 * once for all of them.
 */
public final class GroupedRows {
  /** With more groups a pass over them costs as much as one over the rows. */
  private static final int FEW_GROUPS = 256;

  private final int[] groups;
  private final int count;
  private final int groupCount;
  private long @Nullable [] sizes;

  /**
   * @param groups the group of each row
   * @param count rows
   * @param groupCount all groups are below it
   */
  public GroupedRows(int[] groups, int count, int groupCount) {
    this.groups = groups;
    this.count = count;
    this.groupCount = groupCount;
  }

  int[] groups() {
    return groups;
  }

  int count() {
    return count;
  }

  /** Rows of each group; null when there are too many groups. */
  long @Nullable [] sizes() {
    if (sizes == null && groupCount <= FEW_GROUPS && groupCount < count >> 3) {
      sizes = countSizes();
    }
    return sizes;
  }

  /** Two words a group in turn: an addition need not wait for that of the row before. */
  private long[] countSizes() {
    long[] halves = new long[2 * groupCount];
    for (int i = 0; i < count; i++) {
      halves[(groups[i] << 1) + (i & 1)]++;
    }
    long[] whole = new long[groupCount];
    for (int g = 0; g < groupCount; g++) {
      whole[g] = halves[2 * g] + halves[2 * g + 1];
    }
    return whole;
  }
}
