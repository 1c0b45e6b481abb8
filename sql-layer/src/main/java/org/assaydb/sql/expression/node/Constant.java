package org.assaydb.sql.expression.node;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.assaydb.sql.expression.Evaluation;
import org.assaydb.sql.expression.FixedExpression;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.Vector;
import org.assaydb.sql.vector.Vectors;
import org.jspecify.annotations.Nullable;

/** A value that the text of the statement gives. */
public final class Constant implements FixedExpression {
  private final ValueType type;
  private final Vector one;

  /**
   * @param value see {@link org.assaydb.sql.vector.Layout}; null for NULL
   */
  public Constant(ValueType type, @Nullable Object value) {
    this(type, Vectors.constant(type.layout(), value, 1));
  }

  /** {@code one}: a vector of one row. */
  Constant(ValueType type, Vector one) {
    this.type = type;
    this.one = one;
  }

  @Override
  public ValueType type() {
    return type;
  }

  public @Nullable Object value() {
    return one.value(0);
  }

  @Override
  public @Nullable Object value(Evaluation evaluation) {
    return value();
  }

  @Override
  public Vector one(Evaluation evaluation) {
    return one;
  }

  Vector one() {
    return one;
  }

  @Override
  public boolean canFail() {
    return false;
  }

  @Override
  public String toString() {
    Object value = value();
    if (value instanceof byte[] bytes) {
      return type.kind().isText()
          ? "'" + new String(bytes, StandardCharsets.UTF_8) + "'"
          : "X'" + HexFormat.of().formatHex(bytes) + "'";
    }
    return value instanceof BigInteger unscaled
        ? new BigDecimal(unscaled, type.scale()).toPlainString()
        : String.valueOf(value);
  }
}
