package org.assaydb.proofs.schema;

import static org.assaydb.proofs.RejectReason.MALFORMED;
import static org.assaydb.proofs.VerificationException.require;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.jspecify.annotations.Nullable;

/**
 * What entries add to a summarized column: additive over entries, so it is the delta of one entry
 * as well as the sum of a node. Encoding: zigzag non-NULL count, sum ({@link Int128}).
 *
 * @param nonNull values that are not NULL, counted with the sign of the change
 * @param sum unscaled, of the values that are not NULL
 */
public record ColumnSum(long nonNull, Int128 sum) {
  public static final ColumnSum ZERO = new ColumnSum(0, Int128.ZERO);

  /** Digits of a column that can be summed: 2^40 of its values fit into 128 bits. */
  public static final int MAX_DIGITS = 26;

  /** Whether a column of this type can be summarized: exact numbers only. */
  public static boolean sums(ColumnType type) {
    return switch (type.kind()) {
      case SMALLINT, INTEGER, BIGINT -> true;
      case DECIMAL -> type.precision() <= MAX_DIGITS;
      default -> false;
    };
  }

  /** A value as a row that holds it adds it. */
  public static ColumnSum of(@Nullable Object value) {
    if (value == null) {
      return ZERO;
    }
    if (value instanceof BigDecimal decimal) {
      BigInteger unscaled = decimal.unscaledValue();
      return new ColumnSum(1, Int128.of(unscaled));
    }
    return new ColumnSum(1, Int128.of(((Number) value).longValue()));
  }

  /** Throws MALFORMED on overflow: no sums of the rows that an index can hold come to that. */
  public ColumnSum plus(ColumnSum other) {
    try {
      return new ColumnSum(Math.addExact(nonNull, other.nonNull), sum.plus(other.sum));
    } catch (ArithmeticException e) {
      throw new VerificationException(MALFORMED, "sum leaves 128 bits", e);
    }
  }

  public ColumnSum negated() {
    return new ColumnSum(-nonNull, sum.negated());
  }

  public void encode(ByteWriter out) {
    out.zigzag(nonNull);
    sum.encode(out);
  }

  /**
   * As {@link #encode}, with the number of entries less the non-NULL count in place of that.
   *
   * @param entries how many entries it sums, which the reader knows
   */
  public void encodeWithin(long entries, ByteWriter out) {
    out.varint(entries - nonNull);
    sum.encode(out);
  }

  /**
   * @param entries how many entries it sums, each of which changes the count by at most one
   */
  public static ColumnSum decode(ByteReader in, long entries) {
    return decode(in, entries, in.zigzag());
  }

  /** What {@link #encodeWithin} wrote. */
  public static ColumnSum decodeWithin(ByteReader in, long entries) {
    return decode(in, entries, entries - in.varintNonNegative("missing values"));
  }

  private static ColumnSum decode(ByteReader in, long entries, long nonNull) {
    require(nonNull >= -entries && nonNull <= entries, MALFORMED, "non-NULL count");
    return new ColumnSum(nonNull, Int128.decode(in));
  }
}
