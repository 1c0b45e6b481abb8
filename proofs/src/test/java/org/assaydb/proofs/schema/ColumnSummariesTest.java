package org.assaydb.proofs.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.schema.ColumnType.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Sums and bounds of columns. */
class ColumnSummariesTest {
  private static final ColumnType INTEGER = ColumnType.of(Kind.INTEGER);
  private static final ColumnType TEXT = ColumnType.of(Kind.VARCHAR, 100);

  private static void rejected(RejectReason reason, Runnable decoding) {
    assertThatThrownBy(decoding::run)
        .isInstanceOfSatisfying(
            VerificationException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  private static ColumnBounds of(@Nullable Object value) {
    return ColumnBounds.of(value instanceof Integer ? INTEGER : TEXT, value);
  }

  private static byte[] encode(ColumnBounds bounds) {
    ByteWriter out = new ByteWriter(64);
    bounds.encode(out);
    return out.toBytes();
  }

  private static Key key(Object value) {
    return KeyCodec.ordered(value instanceof Integer ? INTEGER : TEXT, value);
  }

  @Test
  void sumsExactNumbersOnly() {
    for (Kind kind : List.of(Kind.SMALLINT, Kind.INTEGER, Kind.BIGINT)) {
      assertThat(ColumnSum.sums(ColumnType.of(kind))).isTrue();
    }
    assertThat(ColumnSum.sums(ColumnType.decimal(26, 2))).isTrue();
    assertThat(ColumnSum.sums(ColumnType.decimal(27, 2))).isFalse();
    assertThat(ColumnSum.sums(ColumnType.of(Kind.DOUBLE))).isFalse();
    assertThat(ColumnSum.sums(TEXT)).isFalse();
  }

  @Test
  void aValueAddsItselfAndNullNothing() {
    assertThat(ColumnSum.of(null)).isEqualTo(ColumnSum.ZERO);
    assertThat(ColumnSum.of(-7)).isEqualTo(new ColumnSum(1, Int128.of(-7)));
    assertThat(ColumnSum.of(new BigDecimal("1.25"))).isEqualTo(new ColumnSum(1, Int128.of(125)));
    ColumnSum sum = ColumnSum.of(5).plus(ColumnSum.of(6L)).plus(ColumnSum.of(null));
    assertThat(sum).isEqualTo(new ColumnSum(2, Int128.of(11)));
    assertThat(sum.negated()).isEqualTo(new ColumnSum(-2, Int128.of(-11)));
  }

  @Test
  void countsOfASumLieWithinItsEntries() {
    for (long nonNull = -4; nonNull <= 4; nonNull++) {
      ByteWriter out = new ByteWriter(8);
      ColumnSum sum = new ColumnSum(nonNull, Int128.of(9));
      sum.encode(out);
      if (Math.abs(nonNull) <= 3) {
        assertThat(ColumnSum.decode(new ByteReader(out.toBytes()), 3)).isEqualTo(sum);
      } else {
        rejected(RejectReason.MALFORMED, () -> ColumnSum.decode(new ByteReader(out.toBytes()), 3));
      }
    }
  }

  @Test
  void boundsOfOneValueAreTheValue() {
    assertThat(of(5)).isEqualTo(new ColumnBounds(0, true, key(5), key(5)));
    assertThat(of(null)).isEqualTo(new ColumnBounds(1, false, Key.MIN, Key.MIN));
    String sixteen = "abcdefghijklmnop";
    assertThat(of(sixteen)).isEqualTo(new ColumnBounds(0, true, key(sixteen), key(sixteen)));
  }

  @Test
  void longBoundsAreCutOutwards() {
    ColumnBounds cut = of("abcdefghijklmnopq");
    assertThat(cut.min()).isEqualTo(key("abcdefghijklmnop"));
    assertThat(cut.max()).isEqualTo(key("abcdefghijklmnoq"));
    byte[] highest = new byte[17];
    Arrays.fill(highest, (byte) 0xff);
    ColumnBounds open = ColumnBounds.of(ColumnType.of(Kind.VARBINARY, 20), highest);
    assertThat(open.max()).isNull();
    assertThat(open.any()).isTrue();
    assertThat(open.plus(of("a")).max()).isNull();
    assertThat(of("a").plus(open).max()).isNull();
  }

  @Test
  void boundsOfSeveralAreTheOutermost() {
    ColumnBounds all = of(3).plus(of(null)).plus(of(9)).plus(of(1)).plus(of(null));
    assertThat(all).isEqualTo(new ColumnBounds(2, true, key(1), key(9)));
    assertThat(of(9).plus(of(3))).isEqualTo(of(3).plus(of(9)));
    assertThat(of(null).plus(of(4))).isEqualTo(new ColumnBounds(1, true, key(4), key(4)));
    assertThat(ColumnBounds.NONE.plus(of(null))).isEqualTo(of(null));
    assertThat(of(null).plus(of(null)).any()).isFalse();
  }

  @Test
  void excludesOnlyRangesThatNoValueReaches() {
    ColumnBounds bounds = of(3).plus(of(9));
    assertThat(bounds.excludes(new KeyRange(key(9), key(20)))).isFalse();
    assertThat(bounds.excludes(new KeyRange(key(10), key(20)))).isTrue();
    assertThat(bounds.excludes(new KeyRange(key(0), key(3)))).isTrue();
    assertThat(bounds.excludes(new KeyRange(key(0), key(4)))).isFalse();
    assertThat(bounds.excludes(new KeyRange(key(5), null))).isFalse();
    assertThat(of(null).excludes(KeyRange.ALL)).isTrue();
    ColumnBounds open = new ColumnBounds(0, true, key(3), null);
    assertThat(open.excludes(new KeyRange(key(100), null))).isFalse();
    assertThat(open.excludes(new KeyRange(key(0), key(3)))).isTrue();
  }

  @Test
  void boundsComeBackFromTheirEncoding() {
    List<ColumnBounds> all =
        List.of(
            of(3).plus(of(9)).plus(of(null)),
            of(7),
            of(null),
            ColumnBounds.NONE,
            new ColumnBounds(1, true, key("x"), null));
    for (ColumnBounds bounds : all) {
      ByteReader in = new ByteReader(encode(bounds));
      assertThat(ColumnBounds.decode(in, 3)).isEqualTo(bounds);
      in.end();
    }
  }

  @Test
  void rejectsImpossibleBounds() {
    ColumnBounds twoNulls = of(null).plus(of(null));
    assertThat(ColumnBounds.decode(new ByteReader(encode(twoNulls)), 2)).isEqualTo(twoNulls);
    rejected(
        RejectReason.MALFORMED, () -> ColumnBounds.decode(new ByteReader(encode(twoNulls)), 1));
    byte[] withValue = encode(twoNulls.plus(of(4)));
    assertThat(ColumnBounds.decode(new ByteReader(withValue), 3).nulls()).isEqualTo(2);
    rejected(RejectReason.MALFORMED, () -> ColumnBounds.decode(new ByteReader(withValue), 2));
    byte[] form = {0, 3};
    rejected(RejectReason.MALFORMED, () -> ColumnBounds.decode(new ByteReader(form), 9));
    byte[] swapped = encode(new ColumnBounds(0, true, key(9), key(3)));
    rejected(RejectReason.NONCANONICAL, () -> ColumnBounds.decode(new ByteReader(swapped), 9));
    byte[] tooLong = encode(new ColumnBounds(0, true, new Key(new byte[17]), null));
    rejected(RejectReason.LIMIT_EXCEEDED, () -> ColumnBounds.decode(new ByteReader(tooLong), 9));
  }
}
