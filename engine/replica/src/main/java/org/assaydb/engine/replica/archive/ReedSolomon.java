package org.assaydb.engine.replica.archive;

import org.jspecify.annotations.Nullable;

/**
 * A systematic Reed-Solomon erasure code: shards 0 to k-1 are the data, shards k to n-1 parity by a
 * Cauchy matrix, c[i][j] = 1 / (x_i + y_j) with x_i = k + i and y_j = j, every square submatrix of
 * which is invertible (Blömer et al., An XOR-Based Erasure-Resilient Coding Scheme, 1995). Any k
 * shards give all others. 1 &lt;= k &lt;= n &lt;= 128.
 *
 * <p>Products for up to eight outputs are packed into one long per input byte value, so the inner
 * loop is one table look-up and one XOR per input byte for eight outputs at once.
 */
final class ReedSolomon {
  private static final int OUTPUTS_PER_LONG = 8;

  private final int dataShards;
  private final int totalShards;
  private final int[][] generator;

  ReedSolomon(int dataShards, int totalShards) {
    if (dataShards < 1 || totalShards < dataShards || totalShards > 128) {
      throw new IllegalArgumentException("code " + dataShards + " of " + totalShards);
    }
    this.dataShards = dataShards;
    this.totalShards = totalShards;
    this.generator = new int[totalShards][dataShards];
    for (int row = 0; row < totalShards; row++) {
      for (int column = 0; column < dataShards; column++) {
        generator[row][column] =
            row < dataShards ? (row == column ? 1 : 0) : GaloisField.inverse(row ^ column);
      }
    }
  }

  int dataShards() {
    return dataShards;
  }

  int totalShards() {
    return totalShards;
  }

  /** All n shards of k data shards of equal length; the data arrays are shared, not copied. */
  byte[][] encode(byte[][] data) {
    byte[][] shards = new byte[totalShards][];
    System.arraycopy(data, 0, shards, 0, dataShards);
    int[][] rows = new int[totalShards - dataShards][];
    System.arraycopy(generator, dataShards, rows, 0, rows.length);
    byte[][] parity = multiply(rows, data);
    System.arraycopy(parity, 0, shards, dataShards, parity.length);
    return shards;
  }

  /**
   * The k data shards from any k shards.
   *
   * @param shards by shard index, null where missing; the first k present ones are used
   * @throws IllegalArgumentException with fewer than k shards or unequal lengths
   */
  byte[][] decode(byte[] @Nullable [] shards) {
    int[] used = new int[dataShards];
    byte[][] inputs = new byte[dataShards][];
    int found = 0;
    for (int i = 0; i < totalShards && found < dataShards; i++) {
      byte[] shard = shards[i];
      if (shard != null) {
        used[found] = i;
        inputs[found++] = shard;
      }
    }
    if (found < dataShards) {
      throw new IllegalArgumentException(found + " shards, " + dataShards + " are needed");
    }
    for (byte[] input : inputs) {
      if (input.length != inputs[0].length) {
        throw new IllegalArgumentException("shards of unequal length");
      }
    }
    int[][] matrix = new int[dataShards][];
    for (int i = 0; i < dataShards; i++) {
      matrix[i] = generator[used[i]].clone();
    }
    return multiply(invert(matrix), inputs);
  }

  private static byte[][] multiply(int[][] rows, byte[][] inputs) {
    int length = inputs.length == 0 ? 0 : inputs[0].length;
    byte[][] outputs = new byte[rows.length][length];
    for (int first = 0; first < rows.length; first += OUTPUTS_PER_LONG) {
      int count = Math.min(OUTPUTS_PER_LONG, rows.length - first);
      multiplyBlock(tables(rows, first, count, inputs.length), inputs, outputs, first, count);
    }
    return outputs;
  }

  private static long[][] tables(int[][] rows, int first, int count, int inputs) {
    long[][] tables = new long[inputs][256];
    for (int input = 0; input < inputs; input++) {
      for (int value = 0; value < 256; value++) {
        long packed = 0;
        for (int i = 0; i < count; i++) {
          packed |= (long) GaloisField.multiply(rows[first + i][input], value) << (8 * i);
        }
        tables[input][value] = packed;
      }
    }
    return tables;
  }

  private static void multiplyBlock(
      long[][] tables, byte[][] inputs, byte[][] outputs, int first, int count) {
    int length = inputs[0].length;
    for (int position = 0; position < length; position++) {
      long sum = 0;
      for (int input = 0; input < inputs.length; input++) {
        sum ^= tables[input][inputs[input][position] & 0xff];
      }
      for (int i = 0; i < count; i++) {
        outputs[first + i][position] = (byte) (sum >>> (8 * i));
      }
    }
  }

  /** Gauss-Jordan; the matrix is invertible for every choice of k rows of the generator. */
  private static int[][] invert(int[][] matrix) {
    int size = matrix.length;
    int[][] inverse = new int[size][size];
    for (int i = 0; i < size; i++) {
      inverse[i][i] = 1;
    }
    for (int column = 0; column < size; column++) {
      int pivot = column;
      while (matrix[pivot][column] == 0) {
        pivot++;
      }
      swap(matrix, pivot, column);
      swap(inverse, pivot, column);
      int scale = GaloisField.inverse(matrix[column][column]);
      scaleRow(matrix[column], scale);
      scaleRow(inverse[column], scale);
      for (int row = 0; row < size; row++) {
        int factor = row == column ? 0 : matrix[row][column];
        addScaled(matrix[row], matrix[column], factor);
        addScaled(inverse[row], inverse[column], factor);
      }
    }
    return inverse;
  }

  private static void swap(int[][] rows, int a, int b) {
    int[] kept = rows[a];
    rows[a] = rows[b];
    rows[b] = kept;
  }

  private static void scaleRow(int[] row, int factor) {
    for (int i = 0; i < row.length; i++) {
      row[i] = GaloisField.multiply(row[i], factor);
    }
  }

  private static void addScaled(int[] target, int[] source, int factor) {
    for (int i = 0; i < target.length; i++) {
      target[i] ^= GaloisField.multiply(source[i], factor);
    }
  }
}
