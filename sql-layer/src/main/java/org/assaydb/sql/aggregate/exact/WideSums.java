package org.assaydb.sql.aggregate.exact;

import java.math.BigInteger;
import java.util.Arrays;
import org.assaydb.sql.vector.DecimalVector;
import org.jspecify.annotations.Nullable;

/**
 * Sums of integers of any size, a sum a group. A sum is a signed 128-bit number, plus 2^128 times a
 * signed 64-bit number, plus a big number; the latter two are there only when a group needed them.
 */
final class WideSums {
  /** Up to so many groups, batches of small numbers are summed in words of their own first. */
  private static final int FEW_GROUPS = 256;

  /** Two words a group, the lower first. */
  private long[] words = new long[0];

  private int groupCount;
  private long[] partial = new long[0];
  private long @Nullable [] top;
  private @Nullable BigInteger @Nullable [] rest;

  void grow(int groups) {
    groupCount = groups;
    if (2 * groups > words.length) {
      int room = Math.max(groups, (int) Math.min(1L << 29, words.length * 3L / 4));
      words = Arrays.copyOf(words, Math.multiplyExact(2, room));
      if (top != null) {
        top = Arrays.copyOf(top, room);
      }
      if (rest != null) {
        rest = Arrays.copyOf(rest, room);
      }
    }
  }

  void add(long[] values, int[] groups, int count) {
    if (groupCount <= FEW_GROUPS && groupCount < count >> 3 && areSmall(values, count)) {
      addSmall(values, groups, count);
      return;
    }
    long[] sums = words;
    for (int i = 0; i < count; i++) {
      int at = groups[i] << 1;
      long value = values[i];
      long sum = sums[at] + value;
      sums[at] = sum;
      // Sign and carry mostly cancel out: the upper word is seldom touched.
      long upper = (value >> 63) + (Long.compareUnsigned(sum, value) < 0 ? 1 : 0);
      if (upper != 0) {
        addHigh(groups[i], upper);
      }
    }
  }

  /** Whether sums of so many values fit a word. */
  private static boolean areSmall(long[] values, int count) {
    long bits = 0;
    for (int i = 0; i < count; i++) {
      // As many leading zeros as bits that repeat the sign.
      bits |= values[i] ^ values[i] << 1;
    }
    return Long.numberOfLeadingZeros(bits) >= Integer.SIZE - Integer.numberOfLeadingZeros(count);
  }

  /** Two words a group in turn: an addition need not wait for that of the row before. */
  private void addSmall(long[] values, int[] groups, int count) {
    if (partial.length < 2 * groupCount) {
      partial = new long[2 * groupCount];
    }
    long[] sums = partial;
    for (int i = 0; i + 1 < count; i += 2) {
      sums[groups[i] << 1] += values[i];
      sums[(groups[i + 1] << 1) + 1] += values[i + 1];
    }
    if ((count & 1) != 0) {
      sums[groups[count - 1] << 1] += values[count - 1];
    }
    for (int g = 0; g < groupCount; g++) {
      add(g, sums[2 * g] + sums[2 * g + 1]);
      sums[2 * g] = 0;
      sums[2 * g + 1] = 0;
    }
  }

  void add(int group, long value) {
    add(group, value >> 63, value);
  }

  void add(int group, long high, long low) {
    int at = group << 1;
    long sum = words[at] + low;
    words[at] = sum;
    addHigh(group, high);
    if (Long.compareUnsigned(sum, low) < 0) {
      addHigh(group, 1);
    }
  }

  /** Adds a 128-bit number times 2^64. */
  void addShifted(int group, long high, long low) {
    addHigh(group, low);
    long carried = high + (low >>> 63);
    if (carried != 0) {
      topFor()[group] += carried;
    }
  }

  private void addHigh(int group, long value) {
    int at = (group << 1) + 1;
    long old = words[at];
    long sum = old + value;
    words[at] = sum;
    if (((old ^ sum) & (value ^ sum)) < 0) {
      topFor()[group] += value < 0 ? -1 : 1;
    }
  }

  private long[] topFor() {
    if (top == null) {
      top = new long[words.length >> 1];
    }
    return top;
  }

  void add(int group, BigInteger value) {
    if (rest == null) {
      rest = new @Nullable BigInteger[words.length >> 1];
    }
    BigInteger old = rest[group];
    rest[group] = old == null ? value : old.add(value);
  }

  void merge(int group, WideSums from, int fromGroup) {
    add(group, from.words[2 * fromGroup + 1], from.words[2 * fromGroup]);
    if (from.top != null && from.top[fromGroup] != 0) {
      topFor()[group] += from.top[fromGroup];
    }
    BigInteger more = from.rest(fromGroup);
    if (more != null) {
      add(group, more);
    }
  }

  /** Whether {@link #high} and {@link #low} are the whole sum. */
  boolean isWithin128Bits(int group) {
    return (top == null || top[group] == 0) && rest(group) == null;
  }

  long high(int group) {
    return words[2 * group + 1];
  }

  long low(int group) {
    return words[2 * group];
  }

  /** The sum without {@link #rest}. */
  BigInteger fixedTotal(int group) {
    BigInteger total = DecimalVector.toBigInteger(high(group), low(group));
    return top == null || top[group] == 0
        ? total
        : total.add(BigInteger.valueOf(top[group]).shiftLeft(128));
  }

  /** What was added as big numbers; null for nothing. */
  @Nullable BigInteger rest(int group) {
    return rest == null ? null : rest[group];
  }

  long sizeBytes() {
    long bytes = 8L * (words.length + partial.length) + (top == null ? 0 : 8L * top.length);
    return rest == null ? bytes : bytes + 64L * rest.length;
  }
}
