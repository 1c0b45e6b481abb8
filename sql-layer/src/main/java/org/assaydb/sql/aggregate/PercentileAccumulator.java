package org.assaydb.sql.aggregate;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Arrays;
import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.aggregate.exact.Quotients;
import org.assaydb.sql.vector.Layout;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.Vector;
import org.assaydb.sql.vector.VectorBuilder;
import org.jspecify.annotations.Nullable;

/**
 * PERCENTILE_CONT and PERCENTILE_DISC. Arguments are the fraction, of which the first row of a
 * group counts, and the value; rows come group by group in the order of the values. An exact
 * fraction is exact; for a DOUBLE the place among the rows is computed as a DOUBLE, for 0.1 of 10
 * rows is meant to be one.
 */
final class PercentileAccumulator implements Accumulator {
  private final boolean continuous;
  private final ValueType fraction;
  private final ValueType value;
  private final ValueType result;
  private final VectorBuilder kept;
  private @Nullable Object[] fractions = new @Nullable Object[0];
  private int[] starts = new int[0];
  private int[] counts = new int[0];
  private @Nullable Vector values;

  PercentileAccumulator(boolean continuous, ValueType fraction, ValueType value, ValueType result) {
    this.continuous = continuous;
    this.fraction = fraction;
    this.value = value;
    this.result = result;
    this.kept = new VectorBuilder(value.layout());
  }

  @Override
  public void grow(int groups) {
    if (groups > fractions.length) {
      fractions = Arrays.copyOf(fractions, Growth.room(groups, fractions.length));
      starts = Arrays.copyOf(starts, fractions.length);
      counts = Arrays.copyOf(counts, fractions.length);
    }
  }

  @Override
  public void add(Vector[] arguments, int[] groups, int count) {
    for (int i = 0; i < count; i++) {
      int group = groups[i];
      if (fractions[group] == null) {
        fractions[group] = arguments[0].value(i);
      }
      if (!arguments[1].isNull(i)) {
        if (counts[group]++ == 0) {
          starts[group] = kept.size();
        }
        kept.addFrom(arguments[1], i);
      }
    }
  }

  @Override
  public Vector result(int from, int count) {
    if (values == null) {
      values = kept.build();
    }
    VectorBuilder builder = new VectorBuilder(result.layout());
    for (int group = from; group < from + count; group++) {
      Object share = fractions[group];
      builder.add(share == null || counts[group] == 0 ? null : result(group, share, values));
    }
    return builder.build();
  }

  private @Nullable Object result(int group, Object share, Vector sorted) {
    checkFraction(share);
    int start = starts[group];
    if (!continuous) {
      int place = place(share, counts[group]).setScale(0, RoundingMode.CEILING).intValueExact();
      return sorted.value(start + Math.max(place, 1) - 1);
    }
    BigDecimal place = place(share, counts[group] - 1);
    int below = place.setScale(0, RoundingMode.FLOOR).intValueExact();
    BigDecimal rest = place.subtract(BigDecimal.valueOf(below));
    Object low = sorted.value(start + below);
    Object high = rest.signum() == 0 ? low : sorted.value(start + below + 1);
    if (low instanceof Double a && high instanceof Double b) {
      if (!Double.isFinite(a) || !Double.isFinite(b)) {
        return rest.signum() == 0 ? a : (Object) (a + rest.doubleValue() * (b - a));
      }
    }
    BigDecimal first = decimal(low);
    BigDecimal between = decimal(high).subtract(first).multiply(rest);
    return rounded(first.add(between));
  }

  private Object rounded(BigDecimal number) {
    BigDecimal whole = number.setScale(Math.max(0, number.scale()));
    return Quotients.value(whole.unscaledValue(), BigInteger.TEN.pow(whole.scale()), result);
  }

  /** The fraction of a number of rows. */
  private BigDecimal place(Object share, int rows) {
    return share instanceof Double number
        ? new BigDecimal(number * rows)
        : fraction(share).multiply(BigDecimal.valueOf(rows));
  }

  private void checkFraction(Object share) {
    boolean fits =
        share instanceof Double number
            ? number >= 0 && number <= 1
            : fraction(share).signum() >= 0 && fraction(share).compareTo(BigDecimal.ONE) <= 0;
    if (!fits) {
      throw new SqlLayerException(SqlStates.OUT_OF_RANGE, "percentile is not between 0 and 1");
    }
  }

  private BigDecimal fraction(Object share) {
    return share instanceof BigInteger unscaled
        ? new BigDecimal(unscaled, fraction.scale())
        : BigDecimal.valueOf((Long) share);
  }

  private BigDecimal decimal(@Nullable Object number) {
    if (number instanceof Double floating) {
      return new BigDecimal(floating);
    }
    return value.layout() == Layout.DECIMAL && number instanceof BigInteger unscaled
        ? new BigDecimal(unscaled, value.scale())
        : BigDecimal.valueOf(number instanceof Long whole ? whole : 0);
  }

  @Override
  public long sizeBytes() {
    return kept.sizeBytes() + 32L * fractions.length;
  }
}
