package org.assaydb.proofs.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.schema.ColumnType.Kind;
import org.assaydb.proofs.schema.IndexDef.KeyPart;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyCodecTest {
  private static ColumnType type(Kind kind) {
    return switch (kind) {
      case VARCHAR, CHAR, VARBINARY -> ColumnType.of(kind, 40);
      case DECIMAL -> ColumnType.decimal(18, 2);
      default -> ColumnType.of(kind);
    };
  }

  /** Two values in ascending order. */
  private static List<Object> values(Kind kind) {
    return switch (kind) {
      case BOOLEAN -> List.of(false, true);
      case SMALLINT -> List.of((short) -3, (short) 5);
      case INTEGER, DATE, TIME -> List.of(-3, 5);
      case BIGINT, TIMESTAMP -> List.of(-3L, 5L);
      case DOUBLE -> List.of(-0.5, 2.5);
      case DECIMAL -> List.of(new BigDecimal("-1.25"), new BigDecimal("1.25"));
      case VARCHAR, CHAR -> List.of("a\0b", "b");
      case VARBINARY -> List.of(new byte[] {0, 1}, new byte[] {0, 2});
      case UUID -> List.of(new UUID(-1, 5), new UUID(1, -5));
    };
  }

  private static IndexSchema schema(ColumnType type, boolean descending) {
    TableDef table =
        new TableDef(
            new TableId(1),
            1,
            "PUBLIC",
            "T",
            List.of(
                new Column("A", type, true, null),
                new Column("B", ColumnType.of(Kind.INTEGER), true, null)),
            List.of(
                new IndexDef(
                    new IndexId(1), "PK", true, true, List.of(new KeyPart(1, false)), List.of()),
                new IndexDef(
                    new IndexId(2),
                    "S",
                    false,
                    false,
                    List.of(new KeyPart(0, descending), new KeyPart(1, !descending)),
                    List.of())));
    return IndexSchema.of(table, table.indexes().get(1));
  }

  private static Key secondary(IndexSchema schema, @Nullable Object a) {
    return KeyCodec.secondaryKey(schema, new @Nullable Object[] {a, 7}, new Key(new byte[] {9}));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void keysOrderAsTheirValuesAndNullComesFirst(Kind kind) {
    List<Key> keys = new ArrayList<>();
    IndexSchema ascending = schema(type(kind), false);
    keys.add(secondary(ascending, null));
    values(kind).forEach(v -> keys.add(secondary(ascending, v)));
    assertThat(keys).isSorted().doesNotHaveDuplicates();
    IndexSchema descending = schema(type(kind), true);
    assertThat(secondary(descending, values(kind).get(1)))
        .isLessThan(secondary(descending, values(kind).get(0)));
    assertThat(secondary(descending, values(kind).get(0))).isLessThan(secondary(descending, null));
    Key least = KeyCodec.ordered(type(kind), values(kind).get(0));
    assertThat(least).isLessThan(KeyCodec.ordered(type(kind), values(kind).get(1)));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void partsEndWhereTheNextOneBegins(Kind kind) {
    for (boolean descending : new boolean[] {false, true}) {
      IndexSchema schema = schema(type(kind), descending);
      List<@Nullable Object> all = new ArrayList<>(values(kind));
      all.add(null);
      for (@Nullable Object value : all) {
        ByteWriter first = new ByteWriter(64);
        KeyCodec.encode(type(kind), value, descending, first);
        Key key = secondary(schema, value);
        assertThat(KeyCodec.partsLength(schema, key, 1)).isEqualTo(first.size());
        assertThat(KeyCodec.partsLength(schema, key)).isEqualTo(first.size() + 5);
        assertThat(key.bytes()).hasSize(first.size() + 6).startsWith(first.toBytes());
      }
    }
  }

  @Test
  void decimalsAbove18DigitsTake16Bytes() {
    for (int precision : new int[] {18, 19}) {
      ColumnType type = ColumnType.decimal(precision, 0);
      ByteWriter part = new ByteWriter(32);
      KeyCodec.encode(type, BigDecimal.TEN, false, part);
      assertThat(part.size()).isEqualTo(precision == 18 ? 9 : 17);
      IndexSchema schema = schema(type, false);
      Key key = secondary(schema, BigDecimal.TEN);
      assertThat(KeyCodec.partsLength(schema, key, 1)).isEqualTo(part.size());
      assertThat(secondary(schema, BigDecimal.ONE)).isLessThan(key);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 0xff})
  void rejectsAnUnknownMarker(int marker) {
    IndexSchema schema = schema(ColumnType.of(Kind.INTEGER), false);
    Key key = new Key(new byte[] {(byte) marker, 0, 0, 0, 0, 0, 0, 0, 0, 0});
    assertThatThrownBy(() -> KeyCodec.partsLength(schema, key))
        .isInstanceOfSatisfying(
            VerificationException.class,
            e -> assertThat(e.reason()).isEqualTo(RejectReason.NONCANONICAL));
  }

  @Test
  void rejectsAnUnknownEscape() {
    IndexSchema schema = schema(ColumnType.of(Kind.VARCHAR, 9), false);
    Key key = new Key(new byte[] {1, 'a', 0, 2, 0, 1, 0, 0, 0, 0, 0, 0});
    assertThatThrownBy(() -> KeyCodec.partsLength(schema, key))
        .isInstanceOfSatisfying(
            VerificationException.class,
            e -> assertThat(e.reason()).isEqualTo(RejectReason.NONCANONICAL));
  }

  @Test
  void keysHaveAtMost1024Bytes() {
    IndexSchema schema = schema(ColumnType.of(Kind.VARCHAR, 2000), false);
    int overhead = secondary(schema, "").bytes().length;
    String longest = "x".repeat(Key.MAX_BYTES - overhead);
    assertThat(secondary(schema, longest).bytes()).hasSize(Key.MAX_BYTES);
    assertThatThrownBy(() -> secondary(schema, longest + "x"))
        .isInstanceOfSatisfying(
            VerificationException.class,
            e -> assertThat(e.reason()).isEqualTo(RejectReason.LIMIT_EXCEEDED));
    assertThatThrownBy(() -> secondary(schema, "x".repeat(Key.MAX_BYTES + 1)))
        .isInstanceOf(VerificationException.class);
  }

  @Test
  void rowIdsOrderByHeightTransactionAndOrdinal() {
    List<Key> keys =
        List.of(
            KeyCodec.rowId(Version.of(1, 9), 9),
            KeyCodec.rowId(Version.of(2, 0), 9),
            KeyCodec.rowId(Version.of(2, 1), 0),
            KeyCodec.rowId(Version.of(2, 1), 1));
    assertThat(keys).isSorted().doesNotHaveDuplicates();
    assertThat(keys.get(0).bytes()).hasSize(KeyCodec.ROW_ID_BYTES);
  }

  @Test
  void aPrefixEndsBeforeTheNextOne() {
    assertThat(new Key(new byte[] {1, 2}).prefixEnd()).isEqualTo(new Key(new byte[] {1, 3}));
    assertThat(new Key(new byte[] {1, -1, -1}).prefixEnd()).isEqualTo(new Key(new byte[] {2}));
    assertThat(new Key(new byte[] {-1, -1}).prefixEnd()).isNull();
    assertThat(new Key(new byte[] {0}).prefixEnd()).isEqualTo(new Key(new byte[] {1}));
    assertThat(Key.MIN.prefixEnd()).isNull();
    assertThat(new Key(new byte[] {1}).hashCode()).isNotEqualTo(new Key(new byte[] {2}).hashCode());
  }
}
