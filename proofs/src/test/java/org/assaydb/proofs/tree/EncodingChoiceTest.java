package org.assaydb.proofs.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.schema.ColumnType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The encoder's shortcuts never miss the smallest encoding: it is worked out here without them. */
class EncodingChoiceTest {
  private static final int PACKED = 0;
  private static final int DELTA = 1;
  private static final int RUNS = 2;
  private static final int DICTIONARY = 3;

  private static int varint(long value) {
    return new ByteWriter().varint(value).size();
  }

  private static int block(long count, long min, long max) {
    int width = Long.SIZE - Long.numberOfLeadingZeros(max - min);
    return new ByteWriter().zigzag(min).size() + 1 + (int) ((count * width + 7) / 8);
  }

  private static int bits(long count, int distinct) {
    return (int) ((count * (Integer.SIZE - Integer.numberOfLeadingZeros(distinct - 1)) + 7) / 8);
  }

  /** Lengths of the runs of equal neighbours. */
  private static long[] runLengths(Object[] values) {
    long[] lengths = new long[values.length];
    int runs = 0;
    for (int i = 0; i < values.length; i++) {
      if (i == 0 || !values[i].equals(values[i - 1])) {
        runs++;
      }
      lengths[runs - 1]++;
    }
    return Arrays.copyOf(lengths, runs);
  }

  private static int block(long[] values) {
    return block(
        values.length,
        Arrays.stream(values).min().orElse(0),
        Arrays.stream(values).max().orElse(0));
  }

  private static int least(long[] sizes) {
    int code = 0;
    for (int i = 1; i < sizes.length; i++) {
      code = sizes[i] < sizes[code] ? i : code;
    }
    return code;
  }

  private static int expected(Object[] values) {
    long[] all = Arrays.stream(values).mapToLong(v -> (Long) v).toArray();
    long[] sizes = new long[4];
    Arrays.fill(sizes, Long.MAX_VALUE);
    sizes[PACKED] = block(all);
    if (all.length > 1) {
      long[] deltas = new long[all.length - 1];
      Arrays.setAll(deltas, i -> all[i + 1] - all[i]);
      sizes[DELTA] = new ByteWriter().zigzag(all[0]).size() + block(deltas);
    }
    long[] runs = runLengths(values);
    long min = Arrays.stream(all).min().orElse(0);
    long max = Arrays.stream(all).max().orElse(0);
    sizes[RUNS] = varint(runs.length) + block(runs.length, min, max) + block(runs);
    int distinct = (int) Arrays.stream(all).distinct().count();
    if (distinct > 1) {
      sizes[DICTIONARY] = varint(distinct) + block(distinct, min, max) + bits(all.length, distinct);
    }
    return least(sizes);
  }

  private static int expectedOfStrings(Object[] values) {
    long[] lengths = Arrays.stream(values).mapToLong(v -> ((String) v).length()).toArray();
    long min = Arrays.stream(lengths).min().orElse(0);
    long max = Arrays.stream(lengths).max().orElse(0);
    long[] sizes = new long[4];
    Arrays.fill(sizes, Long.MAX_VALUE);
    sizes[PACKED] = block(lengths) + Arrays.stream(lengths).sum();
    long[] runs = runLengths(values);
    long runBytes = 0;
    int at = 0;
    for (long run : runs) {
      runBytes += lengths[at];
      at += (int) run;
    }
    sizes[RUNS] = varint(runs.length) + block(runs.length, min, max) + runBytes + block(runs);
    Set<Object> distinct = new HashSet<>(Arrays.asList(values));
    if (distinct.size() > 1) {
      long bytes = distinct.stream().mapToLong(v -> ((String) v).length()).sum();
      sizes[DICTIONARY] =
          varint(distinct.size())
              + block(distinct.size(), min, max)
              + bytes
              + bits(values.length, distinct.size());
    }
    return least(sizes);
  }

  /**
   * Columns around the border of each encoding: few or many values, in runs, steps or any order.
   */
  private static Object[] column(Random random, boolean strings) {
    int rows = 1 + random.nextInt(random.nextInt(4) == 0 ? 1500 : 60);
    Object[] pool = new Object[1 + random.nextInt(random.nextBoolean() ? 8 : 2 * rows)];
    int shift = random.nextInt(Long.SIZE);
    int length = random.nextInt(24);
    for (int i = 0; i < pool.length; i++) {
      long value = random.nextLong() >> shift;
      String text = Long.toString(value, 36) + "-".repeat(length);
      pool[i] = strings ? text : (Object) value;
    }
    int keep = random.nextInt(4) == 0 ? 1 + random.nextInt(20) : 1;
    Object[] values = new Object[rows];
    for (int i = 0; i < rows; i++) {
      boolean same = i > 0 && random.nextInt(keep) != 0;
      values[i] = same ? values[i - 1] : pool[random.nextInt(pool.length)];
    }
    if (random.nextInt(3) == 0) {
      Arrays.sort(values);
    }
    return values;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void smallestEncodingIsChosen(boolean strings) {
    Random random = new Random(5);
    ColumnType type =
        strings
            ? ColumnType.of(ColumnType.Kind.VARCHAR, 60)
            : ColumnType.of(ColumnType.Kind.BIGINT);
    int[] chosen = new int[4];
    for (int i = 0; i < 20_000; i++) {
      Object[] values = column(random, strings);
      byte[] encoded = ColumnCodec.encodeValues(type, values);
      int expected = strings ? expectedOfStrings(values) : expected(values);
      assertThat((int) encoded[1]).as("column %d", i).isEqualTo(expected);
      chosen[expected]++;
    }
    assertThat(chosen[PACKED]).isPositive();
    assertThat(chosen[RUNS]).isPositive();
    assertThat(chosen[DICTIONARY]).isPositive();
    assertThat(strings || chosen[DELTA] > 0).isTrue();
  }
}
