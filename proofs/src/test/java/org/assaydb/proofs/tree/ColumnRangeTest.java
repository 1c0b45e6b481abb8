package org.assaydb.proofs.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.ColumnType.Kind;
import org.junit.jupiter.api.Test;

/** The first and the last value of each type, and what lies just beyond. */
class ColumnRangeTest {
  private static ColumnVector decode(ColumnType type, ByteWriter column, int rows) {
    return ColumnCodec.decodeValues(type, column.buffer(), 0, column.size(), rows);
  }

  private static ByteWriter numbers(long... values) {
    ByteWriter out = new ByteWriter().u8(ColumnCodec.NO_NULL);
    LongColumn.write(values, values.length, out);
    return out;
  }

  private static ByteWriter strings(byte[]... values) {
    ByteWriter all = new ByteWriter();
    int[] starts = new int[values.length];
    int[] ends = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      starts[i] = all.size();
      ends[i] = all.raw(values[i]).size();
    }
    ByteWriter out = new ByteWriter().u8(ColumnCodec.NO_NULL);
    BytesColumn.write(all.toBytes(), starts, ends, values.length, out);
    return out;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void refused(String why, ColumnType type, ByteWriter column, int rows) {
    assertThatThrownBy(() -> decode(type, column, rows))
        .isInstanceOf(VerificationException.class)
        .hasMessageContaining(why);
  }

  /** Each limit beside another value, as least and as greatest of its column. */
  private static void limits(ColumnType type, long least, long greatest) {
    assertThat(decode(type, numbers(least, greatest), 2).longs()).containsExactly(least, greatest);
    refused("outside its type", type, numbers(least - 1, least), 2);
    refused("outside its type", type, numbers(greatest, greatest + 1), 2);
  }

  @Test
  void wholeNumbers() {
    limits(ColumnType.of(Kind.BOOLEAN), 0, 1);
    limits(ColumnType.of(Kind.SMALLINT), Short.MIN_VALUE, Short.MAX_VALUE);
    limits(ColumnType.of(Kind.INTEGER), Integer.MIN_VALUE, Integer.MAX_VALUE);
    limits(ColumnType.of(Kind.DATE), Integer.MIN_VALUE, Integer.MAX_VALUE);
    limits(ColumnType.of(Kind.TIME), 0, 86_399_999);
    limits(ColumnType.decimal(3, 1), -999, 999);
    limits(ColumnType.decimal(18, 0), -999_999_999_999_999_999L, 999_999_999_999_999_999L);
  }

  @Test
  void doublesHaveOneZeroAndOneNan() {
    ColumnType type = ColumnType.of(Kind.DOUBLE);
    for (double value :
        new double[] {
          0,
          1,
          -1,
          Double.MIN_VALUE,
          -Double.MAX_VALUE,
          Double.NaN,
          Double.POSITIVE_INFINITY,
          Double.NEGATIVE_INFINITY
        }) {
      ColumnVector column = decode(type, numbers(Double.doubleToLongBits(value), 0), 2);
      assertThat(column.value(0)).isEqualTo(value);
    }
    long negativeZero = Double.doubleToRawLongBits(-0.0);
    long infinity = Double.doubleToLongBits(Double.POSITIVE_INFINITY);
    long nan = Double.doubleToLongBits(Double.NaN);
    for (long bits : new long[] {negativeZero, infinity + 1, nan + 1, nan - 1, -1, ~0L - 1}) {
      refused("DOUBLE bits", type, numbers(0, bits), 2);
    }
  }

  @Test
  void texts() {
    ColumnType three = ColumnType.of(Kind.VARCHAR, 3);
    String emoji = "\ud83d\ude00";
    assertThat(decode(three, strings(utf8("abc"), utf8("")), 2).value(0)).isEqualTo("abc");
    assertThat(decode(three, strings(utf8(emoji.repeat(3)), utf8("a")), 2).value(1)).isEqualTo("a");
    refused("longer than its type", three, strings(utf8("abcd"), utf8("")), 2);
    refused("longer than its type", three, strings(utf8("a"), utf8(emoji + "bcd")), 2);
    refused("UTF-8", three, strings(utf8("a"), new byte[] {(byte) 0x80}), 2);
    // Each value by itself, not what they make together.
    byte[] whole = utf8(emoji);
    byte[] front = {whole[0], whole[1]};
    byte[] back = {whole[2], whole[3]};
    refused("UTF-8", three, strings(front, back), 2);
    ColumnType padded = ColumnType.of(Kind.CHAR, 3);
    assertThat(decode(padded, strings(utf8("a  ")), 1).value(0)).isEqualTo("a  ");
    refused("padded to its length", padded, strings(utf8("a ")), 1);
    refused("longer than its type", padded, strings(utf8("a   ")), 1);
  }

  @Test
  void bytesUuidsAndLongDecimals() {
    ColumnType two = ColumnType.of(Kind.VARBINARY, 2);
    assertThat(decode(two, strings(new byte[2]), 1).value(0)).isEqualTo(new byte[2]);
    refused("length of a value", two, strings(new byte[3]), 1);
    ColumnType uuid = ColumnType.of(Kind.UUID);
    assertThat(decode(uuid, strings(new byte[16], new byte[16]), 2).isNull(1)).isFalse();
    refused("length of a UUID", uuid, strings(new byte[16], new byte[15]), 2);
    ColumnType decimal = ColumnType.decimal(20, 0);
    assertThat(decode(decimal, strings(new byte[] {5}), 1).value(0))
        .isEqualTo(java.math.BigDecimal.valueOf(5));
    refused("", decimal, strings(new byte[] {0, 5}), 1);
    refused("", decimal, strings(new byte[0]), 1);
  }

  @Test
  void rowsOfAChunk() {
    ColumnType type = ColumnType.of(Kind.BIGINT);
    ByteWriter none = new ByteWriter().u8(ColumnCodec.ALL_NULL);
    int most = RunDescriptor.MAX_CHUNK_ROWS;
    assertThat(decode(type, none, most).rows()).isEqualTo(most);
    assertThat(decode(type, none, 1).isNull(0)).isTrue();
    refused("rows of a chunk", type, none, 0);
    refused("rows of a chunk", type, none, most + 1);
    byte[] system = new byte[20];
    for (int rows : new int[] {0, most + 1}) {
      assertThatThrownBy(() -> ColumnCodec.decodeSystem(system, 0, 20, rows))
          .isInstanceOf(VerificationException.class)
          .hasMessageContaining("rows of a chunk");
    }
  }
}
