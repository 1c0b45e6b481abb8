package org.assaydb.proofs.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.schema.ColumnType.Kind;
import org.junit.jupiter.api.Test;

/** Key parts read back from keys. */
class KeyPartsTest {
  private static final List<Object[]> VALUES =
      List.of(
          new Object[] {ColumnType.of(Kind.BOOLEAN), true, false},
          new Object[] {ColumnType.of(Kind.SMALLINT), (short) -3, Short.MIN_VALUE, Short.MAX_VALUE},
          new Object[] {ColumnType.of(Kind.INTEGER), 0, Integer.MIN_VALUE, Integer.MAX_VALUE},
          new Object[] {ColumnType.of(Kind.BIGINT), -1L, Long.MIN_VALUE, Long.MAX_VALUE},
          new Object[] {ColumnType.decimal(9, 2), new BigDecimal("-1.50"), new BigDecimal("0.00")},
          new Object[] {
            ColumnType.decimal(38, 3),
            new BigDecimal("-12345678901234567890123456789.001"),
            new BigDecimal("99999999999999999999999999999999999.999")
          },
          new Object[] {ColumnType.of(Kind.DOUBLE), -1.5, 0.0, Double.MAX_VALUE},
          new Object[] {ColumnType.of(Kind.VARCHAR, 20), "", "a\0b\0\0", "\u00e9\ud83d\ude00"},
          new Object[] {ColumnType.of(Kind.VARBINARY, 20), new byte[0], new byte[] {0, -1, 0, 1}},
          new Object[] {ColumnType.of(Kind.DATE), -5},
          new Object[] {ColumnType.of(Kind.TIME), 86_399_999},
          new Object[] {ColumnType.of(Kind.TIMESTAMP), 1_767_323_045_006L},
          new Object[] {ColumnType.of(Kind.UUID), new UUID(-1, 5), new UUID(7, -9)});

  private static IndexSchema schema(List<ColumnType> types, boolean descending) {
    List<IndexDef.KeyPart> parts = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      parts.add(new IndexDef.KeyPart(i, descending));
    }
    return new IndexSchema(new IndexId(1), 1, true, List.of(), List.of(), parts, types, false);
  }

  @Test
  void partsComeBackInBothDirections() {
    for (Object[] row : VALUES) {
      ColumnType type = (ColumnType) row[0];
      for (boolean descending : new boolean[] {false, true}) {
        IndexSchema schema = schema(List.of(type, type), descending);
        for (int i = 0; i < row.length; i++) {
          Object value = i == 0 ? null : row[i];
          ByteWriter out = new ByteWriter(64);
          KeyCodec.encode(type, value, descending, out);
          KeyCodec.encode(type, null, descending, out);
          Key key = new Key(out.raw(new byte[] {9, 9}).toBytes());
          List<Object> back = KeyCodec.decodeParts(schema, key, 2);
          assertThat(back.get(1)).isNull();
          assertThat(back.get(0)).as(type + " " + value).isEqualTo(value);
        }
      }
    }
  }

  @Test
  void otherBytesAreRefused() {
    ColumnType bool = ColumnType.of(Kind.BOOLEAN);
    refused(bool, 1, 2);
    refused(bool, 2, 0);
    refused(bool, 1);
    refused(ColumnType.of(Kind.VARCHAR, 9), 1, 0xff, 0, 1);
    refused(ColumnType.of(Kind.VARCHAR, 9), 1, 'a', 0, 2);
    refused(ColumnType.of(Kind.VARCHAR, 9), 1, 'a', 0);
    refused(ColumnType.decimal(1, 0), 1, 0x80, 0, 0, 0, 0, 0, 0, 10);
    refused(ColumnType.of(Kind.DOUBLE), 1, 0x7f, 255, 255, 255, 255, 255, 255, 255);
  }

  private static void refused(ColumnType type, int... bytes) {
    byte[] key = new byte[bytes.length];
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) bytes[i];
    }
    assertThatThrownBy(() -> KeyCodec.decodeParts(schema(List.of(type), false), new Key(key), 1))
        .as(type + " " + Arrays.toString(bytes))
        .isInstanceOf(VerificationException.class);
  }
}
