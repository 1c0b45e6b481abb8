package org.assaydb.sql.expression.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.assaydb.sql.value.Decimals;
import org.assaydb.sql.vector.DecimalVector;
import org.assaydb.sql.vector.Vector;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DecimalArithmeticTest {
  private static final long[] EDGES = {
    0, 1, -1, 100, Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE / 100, Long.MIN_VALUE / 100 - 1
  };

  private static DecimalVector operand(Random random, int rows) {
    long[] values = new long[random.nextInt(4) == 0 ? 1 : rows];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          random.nextInt(20) == 0
              ? EDGES[random.nextInt(EDGES.length)]
              : random.nextLong() >> random.nextInt(64);
    }
    return new DecimalVector(values, null, values.length, null);
  }

  @ParameterizedTest
  @EnumSource(
      value = Operation.class,
      names = {"ADD", "SUBTRACT", "MULTIPLY"})
  void resultsOfLongsAreExact(Operation operation) {
    for (int seed = 0; seed < 3_000; seed++) {
      Random random = new Random(seed);
      int rows = 1 + random.nextInt(12);
      int leftScale = random.nextInt(4);
      int rightScale = random.nextInt(4);
      int scale =
          operation == Operation.MULTIPLY
              ? leftScale + rightScale
              : Math.max(leftScale, rightScale);
      DecimalVector left = operand(random, rows);
      DecimalVector right = operand(random, rows);
      Vector found =
          Arithmetic.decimals(operation, leftScale, rightScale, scale)
              .apply(new Vector[] {left, right}, rows);
      for (int i = 0; i < rows; i++) {
        BigInteger a = left.unscaled(left.size() == 1 ? 0 : i);
        BigInteger b = right.unscaled(right.size() == 1 ? 0 : i);
        BigInteger x = a.multiply(Decimals.power(scale - leftScale));
        BigInteger y = b.multiply(Decimals.power(scale - rightScale));
        BigInteger expected =
            switch (operation) {
              case ADD -> x.add(y);
              case SUBTRACT -> x.subtract(y);
              default -> a.multiply(b);
            };
        assertThat(found.value(i)).as("seed %d, row %d", seed, i).isEqualTo(expected);
      }
    }
  }
}
