package org.assaydb.sql.aggregate.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.vector.DecimalVector;
import org.assaydb.sql.vector.DoubleVector;
import org.assaydb.sql.vector.LongVector;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.ValueType.Kind;
import org.assaydb.sql.vector.Vector;
import org.junit.jupiter.api.Test;

class ExactSumsTest {
  private static final ValueType DOUBLE = ValueType.of(Kind.DOUBLE);
  private static final ValueType BIGINT = ValueType.of(Kind.BIGINT);

  private static double anyDouble(Random random) {
    double value;
    do {
      value =
          random.nextBoolean()
              ? Double.longBitsToDouble(random.nextLong())
              : (random.nextDouble() - 0.5) * Math.scalb(1.0, random.nextInt(140) - 70);
    } while (!Double.isFinite(value) || Math.abs(value) > 1e300);
    return value;
  }

  private static BigDecimal exact(ExactSums sums, int group, boolean fine) {
    return new BigDecimal(sums.total(group, fine)).divide(new BigDecimal(sums.unit(fine)));
  }

  @Test
  void floatingSumsAndProductsAreExactInAnyOrderAndAnyParts() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      int n = 1 + random.nextInt(40);
      double[] x = new double[n];
      double[] y = new double[n];
      int[] groups = new int[n];
      BigDecimal[] sum = {BigDecimal.ZERO, BigDecimal.ZERO};
      BigDecimal[] product = {BigDecimal.ZERO, BigDecimal.ZERO};
      for (int i = 0; i < n; i++) {
        x[i] = anyDouble(random);
        y[i] = anyDouble(random);
        groups[i] = random.nextInt(2);
        BigDecimal exact = new BigDecimal(x[i]);
        sum[groups[i]] = sum[groups[i]].add(exact);
        product[groups[i]] = product[groups[i]].add(exact.multiply(new BigDecimal(y[i])));
      }
      Vector left = new DoubleVector(x, n, null);
      Vector right = new DoubleVector(y, n, null);
      ExactSums sums = ExactSums.of(DOUBLE);
      ExactSums products = ExactSums.ofProducts(DOUBLE, DOUBLE);
      sums.grow(2);
      products.grow(2);
      sums.add(left, groups, n);
      products.addProducts(left, right, groups, n);
      ExactSums merged = ExactSums.of(DOUBLE);
      merged.grow(1);
      merged.merge(0, sums, 1);
      merged.merge(0, sums, 0);
      for (int g = 0; g < 2; g++) {
        boolean fine = sums.isFine(g) || random.nextBoolean();
        assertThat(exact(sums, g, fine)).isEqualByComparingTo(sum[g]);
        fine = products.isFine(g) || random.nextBoolean();
        assertThat(exact(products, g, fine)).isEqualByComparingTo(product[g]);
      }
      assertThat(exact(merged, 0, true)).isEqualByComparingTo(sum[0].add(sum[1]));
    }
  }

  @Test
  void hugeTermsDoNotOverflowFixedSums() {
    double[] terms = new double[5000];
    Arrays.fill(terms, 0x1.fffffffffffffp77);
    ExactSums sums = ExactSums.of(DOUBLE);
    sums.grow(1);
    for (int i = 0; i < 10; i++) {
      sums.add(new DoubleVector(terms, 5000, null), new int[5000], 5000);
    }
    assertThat(exact(sums, 0, sums.isFine(0)))
        .isEqualByComparingTo(new BigDecimal(terms[0]).multiply(BigDecimal.valueOf(50_000)));
  }

  @Test
  void integersOf128BitsAddUpBeyond() {
    BigInteger least = BigInteger.ONE.shiftLeft(127).negate();
    ExactSums sums = ExactSums.of(ValueType.decimal(38, 0));
    sums.grow(1);
    sums.add(DecimalVector.constant(least, 3), new int[3], 3);
    assertThat(sums.total(0, false)).isEqualTo(least.multiply(BigInteger.valueOf(3)));
    BigInteger most = least.not();
    sums.add(DecimalVector.constant(most, 7), new int[7], 7);
    assertThat(sums.total(0, false))
        .isEqualTo(least.multiply(BigInteger.valueOf(3)).add(most.multiply(BigInteger.valueOf(7))));
  }

  @Test
  void longsAddUpBeyond64Bits() {
    ExactSums sums = ExactSums.of(BIGINT);
    sums.grow(1);
    long[] values = {Long.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE, -1, Long.MAX_VALUE};
    sums.add(new LongVector(values, 5, null), new int[5], 5);
    BigInteger expected = BigInteger.ZERO;
    for (long value : values) {
      expected = expected.add(BigInteger.valueOf(value));
    }
    assertThat(sums.total(0, false)).isEqualTo(expected);
  }

  @Test
  void infinitiesAndNanDecideFloatingSums() {
    ExactSums sums = ExactSums.of(DOUBLE);
    sums.grow(3);
    double[] terms = {
      1, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 5, Double.NEGATIVE_INFINITY
    };
    sums.add(new DoubleVector(terms, 5, null), new int[] {0, 1, 1, 2, 2}, 5);
    assertThat(sums.special(0)).isZero();
    assertThat(sums.special(1)).isNaN();
    assertThat(sums.special(2)).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void quotientsAreTheNearestDouble() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value) && value != 0) {
        BigDecimal exact = new BigDecimal(value);
        BigDecimal half =
            new BigDecimal(Math.ulp(value)).movePointRight(1).divide(new BigDecimal(20));
        for (int side = -1; side <= 1; side++) {
          // Just short of half way to a neighbour, and beyond.
          BigDecimal near = exact.add(half.multiply(BigDecimal.valueOf(side * 0.999)));
          assertThat(toDouble(near)).isEqualTo(value);
        }
      }
    }
    assertThat(toDouble(new BigDecimal(Double.MIN_VALUE).divide(BigDecimal.valueOf(2)))).isZero();
    assertThat(toDouble(new BigDecimal(1L << 53).add(BigDecimal.ONE))).isEqualTo(0x1p53);
    assertThat(Quotients.toDouble(BigInteger.ONE, BigInteger.valueOf(3))).isEqualTo(1.0 / 3);
    assertThat(Quotients.toDouble(BigInteger.TEN.pow(400), BigInteger.ONE)).isInfinite();
  }

  private static double toDouble(BigDecimal number) {
    BigDecimal whole = number.setScale(Math.max(0, number.scale()));
    return Quotients.toDouble(whole.unscaledValue(), BigInteger.TEN.pow(whole.scale()));
  }

  @Test
  void exactTypesAreRoundedHalfAwayFromZero() {
    ValueType one = ValueType.decimal(3, 1);
    assertThat(Quotients.value(BigInteger.valueOf(-25), BigInteger.valueOf(100), one))
        .isEqualTo(BigInteger.valueOf(-3));
    assertThat(Quotients.value(BigInteger.valueOf(24), BigInteger.valueOf(100), one))
        .isEqualTo(BigInteger.valueOf(2));
    assertThat(Quotients.value(BigInteger.valueOf(5), BigInteger.TWO, BIGINT)).isEqualTo(3L);
    assertThat(Quotients.root(BigInteger.TWO, BigInteger.ONE, ValueType.decimal(38, 4)))
        .isEqualTo(BigInteger.valueOf(14142));
    assertThat(Quotients.root(BigInteger.valueOf(9), BigInteger.valueOf(4), BIGINT)).isEqualTo(2L);
  }

  @Test
  void resultsThatDoNotFitAreErrors() {
    for (ValueType type :
        new ValueType[] {
          ValueType.of(Kind.SMALLINT),
          ValueType.of(Kind.INTEGER),
          BIGINT,
          DOUBLE,
          ValueType.decimal(38, 2)
        }) {
      assertThatThrownBy(() -> Quotients.value(BigInteger.TEN.pow(400), BigInteger.ONE, type))
          .isInstanceOfSatisfying(
              SqlLayerException.class, e -> assertThat(e.sqlState()).isEqualTo("22003"));
    }
  }

  /** Few groups and small numbers are summed in words, others in two. */
  @Test
  void sumsOfIntegersAreExactWhateverTheirSize() {
    for (int seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      int groupCount = 1 + random.nextInt(6);
      IntegerSums sums = (IntegerSums) ExactSums.of(BIGINT);
      BigInteger[] expected = new BigInteger[groupCount];
      Arrays.fill(expected, BigInteger.ZERO);
      for (int batch = 0; batch < 4; batch++) {
        int seen = Math.min(groupCount, batch + 1);
        sums.grow(seen);
        int rows = random.nextInt(200);
        int shift = random.nextInt(64);
        boolean edge = random.nextBoolean();
        long[] values = new long[rows];
        int[] groups = new int[rows];
        for (int i = 0; i < rows; i++) {
          long extreme = random.nextBoolean() ? Long.MAX_VALUE : Long.MIN_VALUE;
          values[i] = (edge ? extreme : random.nextLong()) >> shift;
          groups[i] = random.nextInt(seen);
          expected[groups[i]] = expected[groups[i]].add(BigInteger.valueOf(values[i]));
        }
        sums.add(new LongVector(values, rows, null), groups, rows);
      }
      for (int g = 0; g < Math.min(4, groupCount); g++) {
        assertThat(sums.total(g, false)).as("seed %d, group %d", seed, g).isEqualTo(expected[g]);
      }
    }
  }
}
