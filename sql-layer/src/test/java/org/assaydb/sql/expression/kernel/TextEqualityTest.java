package org.assaydb.sql.expression.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.assaydb.sql.vector.BytesVector;
import org.assaydb.sql.vector.Validity;
import org.junit.jupiter.api.Test;

class TextEqualityTest {
  /** Texts of few letters that share their bytes, as those of a chunk do, up to its last byte. */
  private static BytesVector texts(Random random, int rows) {
    byte[] bytes = new byte[1 + random.nextInt(40)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (random.nextInt(2) * -1);
    }
    int[] starts = new int[rows];
    int[] ends = new int[rows];
    for (int i = 0; i < rows; i++) {
      starts[i] = random.nextInt(bytes.length + 1);
      ends[i] = Math.min(bytes.length, starts[i] + random.nextInt(12));
    }
    return new BytesVector(bytes, starts, ends, rows, null);
  }

  @Test
  void agreesWithComparingByteByByte() {
    for (int seed = 0; seed < 5_000; seed++) {
      Random random = new Random(seed);
      BytesVector text = texts(random, 1);
      BytesVector rows = texts(random, random.nextInt(150));
      long[] found = new TextEquality(text).rows(rows, rows.size());
      for (int i = 0; i < rows.size(); i++) {
        assertThat(!Validity.isNull(found, i))
            .as("seed %d, row %d", seed, i)
            .isEqualTo(Arrays.equals(rows.get(i), text.get(0)));
      }
    }
  }
}
