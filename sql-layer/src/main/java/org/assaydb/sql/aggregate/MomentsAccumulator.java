package org.assaydb.sql.aggregate;

import java.math.BigInteger;
import org.assaydb.sql.aggregate.exact.ExactSums;
import org.assaydb.sql.vector.DoubleVector;
import org.assaydb.sql.vector.Validity;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.Vector;
import org.assaydb.sql.vector.VectorBuilder;

/**
 * Variances, covariances and regressions, out of exact sums of the values, their squares and their
 * products: nothing cancels out, so the textbook formulas are right. Rows where an argument is NULL
 * do not count.
 */
final class MomentsAccumulator implements MergeableAccumulator {
  private final Moment moment;
  private final ValueType result;
  private final boolean pair;

  /** Whether values are to be made DOUBLE first: one of two arguments is. */
  private final boolean floating;

  private final ValueType xType;
  private final ValueType yType;
  private final CountAccumulator counts = new CountAccumulator();

  /** Sums of x, y, xx, yy and xy; of one variable x and xx only. */
  private final ExactSums[] sums;

  /** Arguments are (y, x) for two variables, as the standard has it, or (x). */
  MomentsAccumulator(Moment moment, ValueType y, ValueType x, ValueType result) {
    this.moment = moment;
    this.result = result;
    this.pair = moment.isOfPairs();
    this.floating = isDouble(x) || isDouble(y);
    ValueType doubles = ValueType.of(ValueType.Kind.DOUBLE);
    xType = x;
    yType = y;
    ValueType left = floating ? doubles : x;
    ValueType right = floating ? doubles : y;
    sums =
        pair
            ? new ExactSums[] {
              ExactSums.of(left),
              ExactSums.of(right),
              ExactSums.ofProducts(left, left),
              ExactSums.ofProducts(right, right),
              ExactSums.ofProducts(left, right)
            }
            : new ExactSums[] {ExactSums.of(left), ExactSums.ofProducts(left, left)};
  }

  private static boolean isDouble(ValueType type) {
    return type.kind() == ValueType.Kind.DOUBLE;
  }

  @Override
  public void grow(int groups) {
    counts.grow(groups);
    for (ExactSums sum : sums) {
      sum.grow(groups);
    }
  }

  @Override
  public void add(Vector[] arguments, int[] groups, int count) {
    counts.add(arguments, groups, count);
    Vector x = arguments[arguments.length - 1];
    x = floating ? DoubleValues.of(x, xType, count) : x;
    if (!pair) {
      sums[0].add(x, groups, count);
      sums[1].addProducts(x, x, groups, count);
      return;
    }
    Vector y = floating ? DoubleValues.of(arguments[0], yType, count) : arguments[0];
    long[] valid = Validity.and(x.validity(), y.validity(), count);
    if (valid != null) {
      int[] places = new int[count];
      int[] kept = new int[count];
      int n = 0;
      for (int i = 0; i < count; i++) {
        if (!Validity.isNull(valid, i)) {
          places[n] = i;
          kept[n++] = groups[i];
        }
      }
      addPairs(x.gather(places, n), y.gather(places, n), kept, n);
    } else {
      addPairs(x, y, groups, count);
    }
  }

  private void addPairs(Vector x, Vector y, int[] groups, int count) {
    sums[0].add(x, groups, count);
    sums[1].add(y, groups, count);
    sums[2].addProducts(x, x, groups, count);
    sums[3].addProducts(y, y, groups, count);
    sums[4].addProducts(x, y, groups, count);
  }

  @Override
  public void merge(int group, Accumulator from, int fromGroup) {
    MomentsAccumulator other = (MomentsAccumulator) from;
    counts.merge(group, other.counts, fromGroup);
    for (int i = 0; i < sums.length; i++) {
      sums[i].merge(group, other.sums[i], fromGroup);
    }
  }

  @Override
  public Vector result(int from, int count) {
    VectorBuilder builder = new VectorBuilder(result.layout());
    for (int group = from; group < from + count; group++) {
      builder.add(result(group));
    }
    return builder.build();
  }

  private @org.jspecify.annotations.Nullable Object result(int group) {
    long count = counts.get(group);
    if (count < moment.leastRows()) {
      return null;
    }
    for (ExactSums sum : sums) {
      if (sum.special(group) != 0) {
        return DoubleVector.canonical(Double.NaN);
      }
    }
    BigInteger n = BigInteger.valueOf(count);
    BigInteger x = sums[0].total(group);
    BigInteger xUnit = sums[0].unit();
    if (!pair) {
      BigInteger xx = centred(n, sums[1].total(group), x, x);
      return moment.value(new Moment.Sums(n, x, x, xx, xx, xx, xUnit, xUnit), result);
    }
    BigInteger y = sums[1].total(group);
    return moment.value(
        new Moment.Sums(
            n,
            x,
            y,
            centred(n, sums[2].total(group), x, x),
            centred(n, sums[3].total(group), y, y),
            centred(n, sums[4].total(group), x, y),
            xUnit,
            sums[1].unit()),
        result);
  }

  /** n times the sum of products of deviations from the means. */
  private static BigInteger centred(BigInteger n, BigInteger xy, BigInteger x, BigInteger y) {
    return n.multiply(xy).subtract(x.multiply(y));
  }

  @Override
  public long sizeBytes() {
    long bytes = counts.sizeBytes();
    for (ExactSums sum : sums) {
      bytes += sum.sizeBytes();
    }
    return bytes;
  }
}
