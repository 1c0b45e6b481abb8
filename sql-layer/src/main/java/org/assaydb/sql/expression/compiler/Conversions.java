package org.assaydb.sql.expression.compiler;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.expression.Expression;
import org.assaydb.sql.expression.cast.Casts;
import org.assaydb.sql.expression.kernel.Faults;
import org.assaydb.sql.expression.kernel.Kernel;
import org.assaydb.sql.expression.node.Constant;
import org.assaydb.sql.expression.node.KernelCall;
import org.assaydb.sql.expression.node.Retyped;
import org.assaydb.sql.value.NumberText;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.ValueType.Kind;

/** Conversions that are written (CAST) and that are implied (operands of two types). */
final class Conversions {
  private static final int MAX_DIGITS = ValueType.MAX_DIGITS;

  private Conversions() {}

  /** An explicit CAST. */
  static Expression cast(Expression operand, ValueType type) {
    Kernel kernel = Casts.of(operand.type(), type);
    return kernel == null
        ? Retyped.of(operand, type)
        : KernelCall.of("CAST TO " + type, kernel, type, operand);
  }

  /** A conversion that loses no text; none to a type that nothing determines. */
  static Expression implied(Expression operand, ValueType type) {
    if (operand.type().equals(type) || type.kind() == Kind.NULL) {
      return operand;
    }
    if (type.kind().isText() && operand.type().kind().isText()) {
      return Retyped.of(cast(operand, ValueType.of(type.kind())), type);
    }
    return cast(operand, type);
  }

  /** Two operands that a comparison can compare. */
  record Pair(Expression left, Expression right) {}

  /**
   * Makes two operands comparable, or refuses to. Exact numbers keep their scales: the comparison
   * of DECIMALs minds them. CHAR compares with VARCHAR as it is: it has no blanks at its end.
   */
  static Pair comparable(Expression left, Expression right) {
    Kind a = left.type().kind();
    Kind b = right.type().kind();
    if (a == Kind.NULL) {
      return new Pair(implied(left, right.type()), right);
    }
    if (b == Kind.NULL) {
      return new Pair(left, implied(right, left.type()));
    }
    if (a.isText() != b.isText()) {
      return a.isText()
          ? new Pair(read(left, right.type()), right)
          : new Pair(left, read(right, left.type()));
    }
    boolean same = a == b && left.type().elements().isEmpty();
    if (same || a.isText() || a.isInteger() && b.isInteger()) {
      return new Pair(left, right);
    }
    if (a.isExactNumber() && b.isExactNumber()) {
      return new Pair(decimal(left), decimal(right));
    }
    ValueType common = common(left.type(), right.type());
    return new Pair(implied(left, common), implied(right, common));
  }

  private static Expression decimal(Expression number) {
    return implied(number, exact(number.type()));
  }

  private static ValueType exact(ValueType number) {
    return switch (number.kind()) {
      case SMALLINT -> ValueType.decimal(5, 0);
      case INTEGER -> ValueType.decimal(10, 0);
      case BIGINT -> ValueType.decimal(19, 0);
      default -> number;
    };
  }

  /** Text beside a value of another type is read as such a value, without rounding it. */
  private static Expression read(Expression text, ValueType other) {
    return switch (other.kind()) {
      case SMALLINT, INTEGER, BIGINT -> cast(text, ValueType.of(Kind.BIGINT));
      case DECIMAL -> cast(text, decimalOf(text, other));
      case TIME, TIMESTAMP -> cast(text, ValueType.of(other.kind(), 6));
      default -> cast(text, other);
    };
  }

  private static ValueType decimalOf(Expression text, ValueType other) {
    if (text instanceof Constant constant && constant.value() instanceof byte[] bytes) {
      try {
        BigDecimal number =
            NumberText.number(new String(bytes, StandardCharsets.UTF_8), other.toString());
        int scale = Math.max(0, Math.min(MAX_DIGITS, number.stripTrailingZeros().scale()));
        return ValueType.decimal(MAX_DIGITS, scale);
      } catch (SqlLayerException e) {
        // No number: the cast fails in the execution.
        return other;
      }
    }
    return ValueType.decimal(MAX_DIGITS, Math.max(other.scale(), MAX_DIGITS / 2));
  }

  /** A type that values of both types convert to; 0A000 when there is none. */
  static ValueType common(ValueType left, ValueType right) {
    Kind a = left.kind();
    Kind b = right.kind();
    if (left.equals(right) || b == Kind.NULL) {
      return left;
    }
    if (a == Kind.NULL) {
      return right;
    }
    if (a.isInteger() && b.isInteger()) {
      return ValueType.of(Kind.BIGINT);
    }
    if (a.isExactNumber() && b.isExactNumber()) {
      return ValueType.decimal(MAX_DIGITS, Math.max(left.scale(), right.scale()));
    }
    if (a.isNumber() && b.isNumber()) {
      return ValueType.of(Kind.DOUBLE);
    }
    if (a.isText() && b.isText()) {
      return ValueType.of(a == b ? a : Kind.VARCHAR);
    }
    boolean points = a == Kind.DATE && b == Kind.TIMESTAMP || a == Kind.TIMESTAMP && b == Kind.DATE;
    if (points) {
      return ValueType.of(Kind.TIMESTAMP, 6);
    }
    if (a == b && a == Kind.ARRAY) {
      return ValueType.array(common(left.elements().get(0), right.elements().get(0)));
    }
    if (a == b && a == Kind.ROW && left.elements().size() == right.elements().size()) {
      List<ValueType> fields = new ArrayList<>();
      for (int i = 0; i < left.elements().size(); i++) {
        fields.add(common(left.elements().get(i), right.elements().get(i)));
      }
      return ValueType.row(fields);
    }
    if (a == b && left.elements().isEmpty()) {
      return ValueType.of(a, Math.max(left.precision(), right.precision()));
    }
    throw Faults.notSupported("comparison of " + left + " with " + right);
  }
}
