package org.assaydb.proofs.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.IntFunction;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.ColumnType.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Value columns: every content has one encoding, and hostile bytes are refused by name. */
class ColumnCodecTest {
  private static final int[] ROWS = {1, 2, 3, 63, 64, 65, 1023, 1024, 1025, 4096};

  static ColumnType type(Kind kind) {
    return switch (kind) {
      case DECIMAL -> ColumnType.decimal(12, 2);
      case VARCHAR, VARBINARY -> ColumnType.of(kind, 40);
      case CHAR -> ColumnType.of(kind, 3);
      default -> ColumnType.of(kind);
    };
  }

  private static Object value(ColumnType type, long number) {
    return switch (type.kind()) {
      case BOOLEAN -> (number & 1) == 1;
      case SMALLINT -> (short) number;
      case INTEGER, DATE -> (int) number;
      case TIME -> (int) Math.floorMod(number, 86_400_000L);
      case BIGINT, TIMESTAMP -> number;
      case DECIMAL ->
          type.precision() <= 18
              ? BigDecimal.valueOf(number % 1_000_000_000_000L, type.scale())
              : BigDecimal.valueOf(number, type.scale());
      case DOUBLE -> (double) number / 3;
      case VARCHAR -> text(number);
      case CHAR -> String.format("%3s", Math.floorMod(number, 1000));
      case VARBINARY -> text(number).getBytes(java.nio.charset.StandardCharsets.UTF_8);
      case UUID -> new UUID(number, ~number);
    };
  }

  private static String text(long number) {
    String digits = number == 0 ? "" : Long.toString(number);
    return number % 7 == 3 ? digits + "\u00e9\ud83d\ude00" : digits;
  }

  /**
   * Contents at the edges: limits, equal, sorted, few values, runs, random; each with NULLs too.
   */
  private static List<@Nullable Object[]> contents(ColumnType type, int rows) {
    Random random = new Random(rows);
    long[] limits = {Long.MIN_VALUE, Long.MAX_VALUE, 0, -1, 1};
    List<IntFunction<Long>> shapes =
        List.of(
            i -> limits[i % limits.length],
            i -> 7L,
            i -> 1_600_000_000_000L + 1000L * i,
            i -> (long) random.nextInt(5),
            i -> random.nextLong(),
            i -> (long) (i / 50) * 977,
            i -> i % 40 == 0 ? random.nextLong() : 5L,
            i -> (long) random.nextInt(1000) * 1_000_003L);
    List<@Nullable Object[]> all = new ArrayList<>();
    all.add(new @Nullable Object[rows]);
    for (IntFunction<Long> shape : shapes) {
      for (int nulls : new int[] {0, 16, rows}) {
        @Nullable Object[] values = new @Nullable Object[rows];
        for (int i = 0; i < rows; i++) {
          boolean isNull = nulls > 0 && i % nulls == 0;
          values[i] = isNull ? null : value(type, shape.apply(i));
        }
        all.add(values);
      }
    }
    return all;
  }

  private static ColumnVector decode(ColumnType type, byte[] bytes, int rows) {
    return ColumnCodec.decodeValues(type, bytes, 0, bytes.length, rows);
  }

  private static @Nullable Object[] objects(ColumnVector column) {
    @Nullable Object[] values = new @Nullable Object[column.rows()];
    for (int i = 0; i < values.length; i++) {
      values[i] = column.value(i);
    }
    return values;
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void columnsRoundTrip(Kind kind) {
    for (int rows : ROWS) {
      for (@Nullable Object[] values : contents(type(kind), rows)) {
        byte[] bytes = ColumnCodec.encodeValues(type(kind), values);
        ColumnVector column = decode(type(kind), bytes, rows);
        assertThat(objects(column)).isEqualTo(values);
        ColumnCodec.requireChosen(column, bytes);
      }
    }
  }

  @Test
  void longDecimalsRoundTrip() {
    ColumnType type = ColumnType.decimal(30, 4);
    for (@Nullable Object[] values : contents(type, 65)) {
      byte[] bytes = ColumnCodec.encodeValues(type, values);
      assertThat(objects(decode(type, bytes, 65))).isEqualTo(values);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void noBitCanBeFlippedUnnoticedE2(Kind kind) {
    for (int rows : new int[] {1, 3, 65}) {
      for (@Nullable Object[] values : contents(type(kind), rows)) {
        byte[] honest = ColumnCodec.encodeValues(type(kind), values);
        int step = Math.max(1, honest.length * 8 / 40);
        for (int bit = 0; bit < honest.length * 8; bit += bit < 128 ? 1 : step) {
          byte[] mutant = honest.clone();
          mutant[bit >> 3] ^= (byte) (1 << (bit & 7));
          assertOther(type(kind), mutant, rows, values);
        }
      }
    }
  }

  /** Refused with a reason, or another content. */
  private static void assertOther(
      ColumnType type, byte[] mutant, int rows, @Nullable Object[] values) {
    ColumnVector decoded;
    try {
      decoded = decode(type, mutant, rows);
    } catch (VerificationException refused) {
      assertThat(refused.reason()).isNotNull();
      return;
    }
    assertThat(Arrays.deepEquals(objects(decoded), values)).isFalse();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void cutAndExtendedColumnsAreRefusedE1(Kind kind) {
    for (@Nullable Object[] values : contents(type(kind), 65)) {
      byte[] honest = ColumnCodec.encodeValues(type(kind), values);
      for (int length = 0; length < honest.length; length++) {
        assertRefused(type(kind), Arrays.copyOf(honest, length), 65);
      }
      assertRefused(type(kind), Arrays.copyOf(honest, honest.length + 1), 65);
    }
  }

  @Test
  void garbageIsRefusedOrHasOneEncoding() {
    Random random = new Random(11);
    int accepted = 0;
    for (int round = 0; round < 60_000; round++) {
      ColumnType type = type(Kind.values()[random.nextInt(Kind.values().length)]);
      byte[] bytes = new byte[1 + random.nextInt(24)];
      random.nextBytes(bytes);
      for (int i = 0; i < Math.min(4, bytes.length); i++) {
        bytes[i] &= (byte) (random.nextBoolean() ? 3 : 31);
      }
      int rows = random.nextInt(20) == 0 ? 4096 : 1 + random.nextInt(12);
      try {
        assertThat(decode(type, bytes, rows).rows()).isEqualTo(rows);
        accepted++;
      } catch (VerificationException refused) {
        assertThat(refused.reason()).isNotNull();
      }
    }
    assertThat(accepted).isPositive();
  }

  private static void assertRefused(ColumnType type, byte[] bytes, int rows) {
    assertThatThrownBy(() -> decode(type, bytes, rows)).isInstanceOf(VerificationException.class);
  }

  private static void assertRefused(Kind kind, int rows, String why, int... bytes) {
    byte[] column = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      column[i] = (byte) bytes[i];
    }
    assertThatThrownBy(() -> decode(type(kind), column, rows))
        .isInstanceOf(VerificationException.class)
        .hasMessageContaining(why);
  }

  @Test
  void refusesWhatNoEncoderWritesE2() {
    assertRefused(Kind.BIGINT, 2, "NULL byte", 3);
    assertRefused(Kind.BIGINT, 2, "NULL bits of none", 1, 3, 0, 2, 0);
    assertRefused(Kind.BIGINT, 2, "NULL bits of none", 1, 0, 0, 2, 0);
    assertRefused(Kind.BIGINT, 2, "unused NULL bits", 1, 5, 0, 2, 0);
    assertRefused(Kind.BIGINT, 2, "column encoding", 0, 4, 2, 0);
    assertRefused(Kind.BIGINT, 2, "width of packed", 0, 0, 2, 65);
    assertRefused(Kind.BIGINT, 2, "not minimal", 0, 0, 2, 2, 0b0100);
    assertRefused(Kind.BIGINT, 2, "not minimal", 0, 0, 2, 1, 0b11);
    assertRefused(Kind.BIGINT, 2, "unused bits", 0, 0, 2, 1, 0b110);
    assertRefused(Kind.BIGINT, 1, "differences of one", 0, 1, 2, 0, 0);
    assertRefused(Kind.BIGINT, 2, "no runs", 0, 2, 0, 2, 0, 2, 0);
    assertRefused(Kind.BIGINT, 4, "runs are equal", 0, 2, 2, 2, 0, 4, 0);
    assertRefused(Kind.BIGINT, 4, "fewer than", 0, 2, 2, 2, 1, 2, 2, 0);
    assertRefused(Kind.BIGINT, 3, "exceed", 0, 2, 2, 2, 1, 2, 4, 0);
    assertRefused(Kind.BIGINT, 4, "length of a run", 0, 2, 2, 2, 1, 2, 0, 0);
    assertRefused(Kind.BIGINT, 2, "of one value", 0, 3, 1, 2, 0);
    assertRefused(Kind.BIGINT, 2, "out of order", 0, 3, 2, 2, 1, 1, 2);
    assertRefused(Kind.BIGINT, 2, "without use", 0, 3, 2, 2, 1, 2, 3);
    assertRefused(Kind.BIGINT, 3, "outside its dictionary", 0, 3, 3, 2, 2, 0x24, 0x3f);
    assertRefused(Kind.SMALLINT, 1, "outside its type", 0, 0, 0x80, 0x80, 0x04, 0);
    assertRefused(Kind.BOOLEAN, 1, "outside its type", 0, 0, 4, 0);
    assertRefused(Kind.TIME, 1, "outside its type", 0, 0, 1, 0);
    assertRefused(Kind.VARCHAR, 1, "length of a value", 0, 0, 1, 0);
    assertRefused(Kind.VARCHAR, 1, "UTF-8", 0, 0, 2, 0, 0xc0);
    assertRefused(Kind.CHAR, 1, "padded", 0, 0, 2, 0, 'a');
    assertRefused(Kind.UUID, 1, "length of a UUID", 0, 0, 2, 0, 'a');
    assertRefused(Kind.VARCHAR, 2, "runs are equal", 0, 2, 2, 2, 0, 'a', 'a', 2, 0);
    assertRefused(Kind.VARCHAR, 2, "out of order", 0, 3, 2, 2, 0, 'b', 'a', 2);
    assertRefused(Kind.VARCHAR, 2, "without use", 0, 3, 2, 2, 0, 'a', 'b', 0);
  }

  @Test
  void tellsWhenAnotherEncodingIsSmaller() {
    // 5, 5, 5, 6 as runs: packed is one byte shorter.
    byte[] runs = {0, 2, 2, 10, 1, 2, 2, 2, 2};
    ColumnType type = type(Kind.BIGINT);
    ColumnVector column = decode(type, runs, 4);
    assertThat(objects(column)).containsExactly(5L, 5L, 5L, 6L);
    assertThatThrownBy(() -> ColumnCodec.requireChosen(column, runs))
        .isInstanceOf(VerificationException.class)
        .hasMessageContaining("smaller");
  }
}
