package org.assaydb.sql.expression.kernel;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.assaydb.sql.vector.BooleanVector;
import org.assaydb.sql.vector.ObjectVector;
import org.assaydb.sql.vector.Validity;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.Vector;
import org.jspecify.annotations.Nullable;

/**
 * Compares ROWs and ARRAYs. A comparison of rows is NULL when NULL fields keep it from being known
 * (SQL:2016 8.2); arrays compare element by element, then by length, and a NULL element equals
 * another and is greater than all else, as in PostgreSQL.
 */
final class ObjectComparison implements SafeKernel {
  /** Comparison of values of which one is NULL. */
  private static final int UNKNOWN = 2;

  private final Comparison comparison;
  private final ValueType type;
  private final boolean total;

  /**
   * @param type of both sides
   * @param total whether NULL fields of rows are compared as elements of arrays are
   */
  ObjectComparison(Comparison comparison, ValueType type, boolean total) {
    this.comparison = comparison;
    this.type = type;
    this.total = total;
  }

  @Override
  public Vector apply(Vector[] operands, int rows) {
    ObjectVector left = (ObjectVector) operands[0];
    ObjectVector right = (ObjectVector) operands[1];
    int leftMask = Rows.mask(left, rows);
    int rightMask = Rows.mask(right, rows);
    long[] bits = Validity.noneSet(rows);
    long[] valid = Validity.noneSet(rows);
    for (int i = 0; i < rows; i++) {
      int a = i & leftMask;
      int b = i & rightMask;
      if (left.isNull(a) || right.isNull(b)) {
        continue;
      }
      int order = order(type, left.get(a), right.get(b));
      if (order != UNKNOWN) {
        Validity.set(valid, i);
        if (comparison.holds(order)) {
          Validity.set(bits, i);
        }
      }
    }
    return new BooleanVector(bits, rows, valid);
  }

  private int order(ValueType of, List<@Nullable Object> left, List<@Nullable Object> right) {
    if (of.kind() == ValueType.Kind.ARRAY) {
      return arrays(of, left, right);
    }
    boolean unknown = false;
    for (int i = 0; i < left.size(); i++) {
      int order = fields(of.elements().get(i), left.get(i), right.get(i));
      if (order == UNKNOWN) {
        if (!comparison.isEquality()) {
          return UNKNOWN;
        }
        unknown = true;
      } else if (order != 0) {
        return order;
      }
    }
    return unknown ? UNKNOWN : 0;
  }

  private int fields(ValueType of, @Nullable Object left, @Nullable Object right) {
    if (total) {
      return nullsLast(of, left, right);
    }
    if (left == null || right == null) {
      return UNKNOWN;
    }
    return compare(of, left, right);
  }

  private int arrays(ValueType of, List<@Nullable Object> left, List<@Nullable Object> right) {
    ValueType element = of.elements().get(0);
    int common = Math.min(left.size(), right.size());
    for (int i = 0; i < common; i++) {
      int order = nullsLast(element, left.get(i), right.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.size(), right.size());
  }

  private int nullsLast(ValueType of, @Nullable Object left, @Nullable Object right) {
    if (left == null || right == null) {
      return left == right ? 0 : left == null ? 1 : -1;
    }
    return compare(of, left, right);
  }

  @SuppressWarnings("unchecked")
  private int compare(ValueType of, Object left, Object right) {
    return switch (of.layout()) {
      case LONG -> Long.compare((Long) left, (Long) right);
      case DECIMAL -> ((BigInteger) left).compareTo((BigInteger) right);
      case DOUBLE -> Double.compare((Double) left, (Double) right);
      case BOOLEAN -> Boolean.compare((Boolean) left, (Boolean) right);
      case BYTES -> Integer.signum(Arrays.compareUnsigned((byte[]) left, (byte[]) right));
      case OBJECT -> order(of, (List<@Nullable Object>) left, (List<@Nullable Object>) right);
    };
  }
}
