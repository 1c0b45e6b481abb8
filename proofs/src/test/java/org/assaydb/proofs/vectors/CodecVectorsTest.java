package org.assaydb.proofs.vectors;

import static org.assaydb.proofs.RejectReason.LIMIT_EXCEEDED;
import static org.assaydb.proofs.RejectReason.MALFORMED;
import static org.assaydb.proofs.RejectReason.NONCANONICAL;
import static org.assaydb.proofs.testing.VectorFile.hex;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.ColumnType.Kind;
import org.assaydb.proofs.schema.KeyCodec;
import org.assaydb.proofs.schema.RowCodec;
import org.assaydb.proofs.schema.ValueCodec;
import org.assaydb.proofs.testing.VectorFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Values, keys and rows. */
class CodecVectorsTest {
  private static final ColumnType SMALLINT = ColumnType.of(Kind.SMALLINT);
  private static final ColumnType BOOLEAN = ColumnType.of(Kind.BOOLEAN);
  private static final ColumnType BIGINT = ColumnType.of(Kind.BIGINT);
  private static final ColumnType DOUBLE = ColumnType.of(Kind.DOUBLE);
  private static final ColumnType TIME = ColumnType.of(Kind.TIME);
  private static final ColumnType VARCHAR = ColumnType.of(Kind.VARCHAR, 4);
  private static final ColumnType CHAR = ColumnType.of(Kind.CHAR, 3);
  private static final ColumnType BINARY = ColumnType.of(Kind.VARBINARY, 3);
  private static final ColumnType SHORT_DECIMAL = ColumnType.decimal(5, 2);
  private static final ColumnType LONG_DECIMAL = ColumnType.decimal(38, 2);

  /** Values per type in ascending SQL order. */
  private static Map<ColumnType, List<Object>> ascending() {
    Map<ColumnType, List<Object>> all = new LinkedHashMap<>();
    all.put(BOOLEAN, List.of(false, true));
    all.put(SMALLINT, List.of(Short.MIN_VALUE, (short) -1, (short) 0, Short.MAX_VALUE));
    all.put(
        ColumnType.of(Kind.INTEGER), List.of(Integer.MIN_VALUE, -1, 0, 1, 64, Integer.MAX_VALUE));
    all.put(BIGINT, List.of(Long.MIN_VALUE, -1L, 0L, 1L, Long.MAX_VALUE));
    all.put(SHORT_DECIMAL, decimals("-999.99", "-0.01", "0.00", "1.00", "999.99"));
    all.put(LONG_DECIMAL, decimals("-" + "9".repeat(36) + ".99", "-0.01", "0.00", "1.28"));
    all.put(
        DOUBLE,
        List.of(
            Double.NEGATIVE_INFINITY,
            -1.5,
            0.0,
            Double.MIN_VALUE,
            1.5,
            Double.POSITIVE_INFINITY,
            Double.NaN));
    all.put(VARCHAR, List.of("", "\u0000", "a", "a\u0000", "ab", "\u00e4", "\ud83d\ude00"));
    all.put(CHAR, List.of("   ", "a  ", "abc"));
    all.put(ColumnType.of(Kind.DATE), List.of(-719162, 0, 19000));
    all.put(TIME, List.of(0, 86_399_999));
    all.put(ColumnType.of(Kind.TIMESTAMP), List.of(-1L, 0L, 1_700_000_000_000L));
    all.put(BINARY, List.of(new byte[0], new byte[] {0}, new byte[] {0, 1}, new byte[] {-1}));
    all.put(ColumnType.of(Kind.UUID), List.of(new UUID(-1, -1), new UUID(0, 1), new UUID(1, 0)));
    return all;
  }

  private static List<Object> decimals(String... texts) {
    return Arrays.stream(texts).<Object>map(BigDecimal::new).toList();
  }

  private static String show(@Nullable Object value) {
    return value instanceof byte[] bytes ? hex(bytes) : String.valueOf(value);
  }

  @Test
  void acceptedValues() {
    VectorFile file = VectorFile.accept("value", "types");
    ascending()
        .forEach(
            (type, values) ->
                values.forEach(
                    value -> {
                      ByteWriter out = new ByteWriter();
                      ValueCodec.encode(type, value, out);
                      ByteReader in = new ByteReader(out.toBytes());
                      assertThat(ValueCodec.decode(type, in)).isEqualTo(value);
                      in.end();
                      ByteReader skipped = new ByteReader(out.toBytes());
                      ValueCodec.skip(type, skipped);
                      skipped.end();
                      file.add(
                          "type",
                          type.toString(),
                          "value",
                          show(value),
                          "bytes",
                          hex(out.toBytes()));
                    }));
    file.check();
  }

  @Test
  void rejectedValues() {
    VectorFile file = VectorFile.reject("value", "types");
    reject(file, "padded varint", BIGINT, "8000", NONCANONICAL);
    reject(file, "integer over 64 bits", BIGINT, "ffffffffffffffffff02", NONCANONICAL);
    reject(file, "integer cut off", BIGINT, "80", MALFORMED);
    reject(file, "SMALLINT out of range", SMALLINT, "808004", MALFORMED);
    reject(file, "boolean 2", BOOLEAN, "02", NONCANONICAL);
    reject(file, "negative zero", DOUBLE, "8000000000000000", NONCANONICAL);
    reject(file, "another NaN", DOUBLE, "7ff8000000000001", NONCANONICAL);
    reject(file, "TIME of the next day", TIME, "80f0b252", MALFORMED);
    reject(file, "too many digits", SHORT_DECIMAL, "c09a0c", MALFORMED);
    reject(file, "padded long DECIMAL", LONG_DECIMAL, "020001", NONCANONICAL);
    reject(file, "empty long DECIMAL", LONG_DECIMAL, "00", MALFORMED);
    reject(file, "DECIMAL of 17 bytes", LONG_DECIMAL, "11" + "01".repeat(17), MALFORMED);
    reject(file, "overlong UTF-8", VARCHAR, "02c080", NONCANONICAL);
    reject(file, "surrogate in UTF-8", VARCHAR, "03eda080", NONCANONICAL);
    reject(file, "text too long", VARCHAR, "05" + "61".repeat(5), MALFORMED);
    reject(file, "length beyond the type", VARCHAR, "11" + "61".repeat(17), LIMIT_EXCEEDED);
    reject(file, "CHAR not padded", CHAR, "0161", NONCANONICAL);
    reject(file, "text cut off", VARCHAR, "0461", MALFORMED);
    reject(file, "huge length", BINARY, "ffffffff0f", LIMIT_EXCEEDED);
    file.check();
  }

  private static void reject(
      VectorFile file, String why, ColumnType type, String bytesHex, RejectReason reason) {
    byte[] bytes = HexFormat.of().parseHex(bytesHex);
    file.addRejected(
        type + ": " + why, bytes, reason, () -> ValueCodec.decode(type, new ByteReader(bytes)));
  }

  @Test
  void keysKeepTheOrderOfValues() {
    VectorFile file = VectorFile.accept("key", "types");
    ascending()
        .forEach(
            (type, values) -> {
              List<@Nullable Object> withNull = new ArrayList<>();
              withNull.add(null);
              withNull.addAll(values);
              for (boolean descending : new boolean[] {false, true}) {
                byte[] previous = null;
                for (Object value : withNull) {
                  ByteWriter out = new ByteWriter();
                  KeyCodec.encode(type, value, descending, out);
                  byte[] key = out.toBytes();
                  if (previous != null) {
                    int order = Arrays.compareUnsigned(previous, key);
                    assertThat(order < 0).as("%s %s", type, show(value)).isEqualTo(!descending);
                  }
                  previous = key;
                  file.add(
                      "type",
                      type.toString(),
                      "order",
                      descending ? "DESC" : "ASC",
                      "value",
                      show(value),
                      "bytes",
                      hex(key));
                }
              }
            });
    file.check();
  }

  @Test
  void acceptedAndRejectedRows() {
    List<ColumnType> types = List.of(BIGINT, VARCHAR, BOOLEAN);
    VectorFile file = VectorFile.accept("row", "three-columns");
    for (@Nullable Object[] row :
        new @Nullable Object[][] {{1L, "a", true}, {null, "", null}, {null, null, null}}) {
      byte[] bytes = RowCodec.encode(types, row);
      assertThat(RowCodec.decode(types, bytes)).containsExactly(row);
      file.add("types", types.toString(), "row", Arrays.toString(row), "bytes", hex(bytes));
    }
    file.check();
    VectorFile rejected = VectorFile.reject("row", "three-columns");
    rejectRow(rejected, "no bitmap", "", MALFORMED);
    rejectRow(rejected, "unused NULL bit", "0f", NONCANONICAL);
    rejectRow(rejected, "trailing byte", "0700", NONCANONICAL);
    rejectRow(rejected, "BOOLEAN 2", "0302", NONCANONICAL);
    rejectRow(rejected, "row cut off", "0002", MALFORMED);
    rejected.check();
  }

  private static void rejectRow(VectorFile file, String why, String bytesHex, RejectReason reason) {
    byte[] bytes = HexFormat.of().parseHex(bytesHex);
    List<ColumnType> types = List.of(BIGINT, VARCHAR, BOOLEAN);
    file.addRejected(why, bytes, reason, () -> RowCodec.decode(types, bytes));
  }

  @Test
  void textBytesAreUtf8() {
    ByteWriter out = new ByteWriter();
    ValueCodec.encode(VARCHAR, "\u00e4", out);
    assertThat(out.toBytes())
        .isEqualTo(new ByteWriter().bytes("\u00e4".getBytes(StandardCharsets.UTF_8)).toBytes());
  }
}
