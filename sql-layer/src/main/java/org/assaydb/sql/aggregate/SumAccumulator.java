package org.assaydb.sql.aggregate;

import java.math.BigInteger;
import org.assaydb.sql.aggregate.exact.ExactSums;
import org.assaydb.sql.aggregate.exact.IntegerSums;
import org.assaydb.sql.aggregate.exact.Quotients;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.Vector;
import org.assaydb.sql.vector.VectorBuilder;

/**
 * SUM, $SUM0 and AVG of numbers and intervals. The sum is exact; only the result is rounded and
 * must fit the result's type, so that neither depends on the order of the rows.
 */
final class SumAccumulator implements MergeableAccumulator {
  /** Which of the three. */
  enum Mode {
    SUM,
    SUM0,
    AVG
  }

  private final Mode mode;
  private final ValueType argument;
  private final ValueType result;
  private final ExactSums sums;
  private final CountAccumulator counts = new CountAccumulator();

  SumAccumulator(Mode mode, ValueType argument, ValueType result) {
    this.mode = mode;
    this.argument = argument;
    this.result = result;
    this.sums = ExactSums.of(argument);
  }

  @Override
  public void grow(int groups) {
    sums.grow(groups);
    counts.grow(groups);
  }

  @Override
  public void add(Vector[] arguments, int[] groups, int count) {
    sums.add(arguments[0], groups, count);
    counts.add(arguments, groups, count);
  }

  @Override
  public void add(Vector[] arguments, GroupedRows rows) {
    sums.add(arguments[0], rows.groups(), rows.count());
    counts.add(arguments, rows);
  }

  @Override
  public void merge(int group, Accumulator from, int fromGroup) {
    SumAccumulator other = (SumAccumulator) from;
    sums.merge(group, other.sums, fromGroup);
    counts.merge(group, other.counts, fromGroup);
  }

  /**
   * Another one of the three over the same values, which this accumulator is fed: it has nothing of
   * its own.
   */
  Accumulator shared(SumAccumulator other) {
    return new Accumulator() {
      @Override
      public void grow(int groups) {}

      @Override
      public void add(Vector[] arguments, int[] groups, int count) {}

      @Override
      public Vector result(int from, int count) {
        return SumAccumulator.this.result(other.mode, other.result, from, count);
      }

      @Override
      public long sizeBytes() {
        return 0;
      }
    };
  }

  @Override
  public Vector result(int from, int count) {
    return result(mode, result, from, count);
  }

  private Vector result(Mode mode, ValueType result, int from, int count) {
    VectorBuilder builder = new VectorBuilder(result.layout());
    boolean asIs = mode != Mode.AVG && result.scale() == argument.scale();
    for (int group = from; group < from + count; group++) {
      if (counts.get(group) == 0 && mode != Mode.SUM0) {
        builder.addNull();
      } else if (!asIs
          || !(sums instanceof IntegerSums words)
          || !addWords(words, group, result, builder)) {
        add(group, mode, result, builder);
      }
    }
    return builder.build();
  }

  /** Adds a sum that surely fits as it stands; false for others. */
  private static boolean addWords(
      IntegerSums words, int group, ValueType result, VectorBuilder builder) {
    long low = words.low(group);
    if (!words.isWithin128Bits(group) || words.high(group) != low >> 63) {
      return false;
    }
    if (result.kind() == ValueType.Kind.BIGINT) {
      builder.addLong(low);
    } else if (result.kind() == ValueType.Kind.DECIMAL && result.precision() > 18) {
      builder.addDecimal(low >> 63, low);
    } else {
      return false;
    }
    return true;
  }

  private void add(int group, Mode mode, ValueType result, VectorBuilder builder) {
    double special = sums.special(group);
    if (special != 0) {
      builder.addDouble(special);
      return;
    }
    BigInteger divisor = mode == Mode.AVG ? BigInteger.valueOf(counts.get(group)) : BigInteger.ONE;
    boolean fine = sums.isFine(group);
    builder.add(
        Quotients.value(sums.total(group, fine), sums.unit(fine).multiply(divisor), result));
  }

  @Override
  public long sizeBytes() {
    return sums.sizeBytes() + counts.sizeBytes();
  }
}
