package org.assaydb.sql.expression.kernel;

import java.util.List;
import org.assaydb.sql.function.ScalarFunction;
import org.assaydb.sql.vector.BooleanVector;
import org.assaydb.sql.vector.ObjectVector;
import org.assaydb.sql.vector.Validity;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.Vector;
import org.jspecify.annotations.Nullable;

/** Tests that are TRUE or FALSE for every value, NULL included. */
public final class Tests {
  private Tests() {}

  /** IS NULL; of a ROW whether all its fields are NULL. */
  public static ScalarFunction isNull(ValueType type) {
    return (operands, rows, time) ->
        type.kind() == ValueType.Kind.ROW
            ? fields(operands[0], rows, true)
            : new BooleanVector(inverted(valid(operands[0], rows)), rows, null);
  }

  /** IS NOT NULL; of a ROW whether none of its fields is NULL. */
  public static ScalarFunction isNotNull(ValueType type) {
    return (operands, rows, time) ->
        type.kind() == ValueType.Kind.ROW
            ? fields(operands[0], rows, false)
            : new BooleanVector(valid(operands[0], rows), rows, null);
  }

  /** IS TRUE or IS FALSE, or, {@code negated}, IS NOT. */
  public static ScalarFunction is(boolean truth, boolean negated) {
    return (operands, rows, time) -> {
      BooleanVector operand = (BooleanVector) operands[0];
      long[] valid = valid(operand, rows);
      long[] bits = Validity.noneSet(rows);
      for (int w = 0; w < bits.length; w++) {
        long word = operand.bits()[w];
        bits[w] = valid[w] & (truth ? word : ~word);
      }
      return new BooleanVector(negated ? inverted(bits) : bits, rows, null);
    };
  }

  /** IS DISTINCT FROM, or, {@code negated}, IS NOT: NULL equals NULL. */
  public static ScalarFunction isDistinct(ValueType left, ValueType right, boolean negated) {
    Kernel equality =
        left.kind() == ValueType.Kind.ROW
            ? new ObjectComparison(Comparison.EQUAL, left, true)
            : Comparisons.of(Comparison.EQUAL, left, right);
    return (operands, rows, time) -> {
      BooleanVector equal = (BooleanVector) equality.apply(operands, rows);
      long[] a = valid(operands[0], rows);
      long[] b = valid(operands[1], rows);
      long[] same = Validity.noneSet(rows);
      for (int w = 0; w < same.length; w++) {
        same[w] = a[w] & b[w] & equal.bits()[w] | ~(a[w] | b[w]);
      }
      return new BooleanVector(negated ? same : inverted(same), rows, null);
    };
  }

  public static SafeKernel not() {
    return (operands, rows) -> {
      BooleanVector operand = (BooleanVector) operands[0];
      long[] bits = Validity.noneSet(rows);
      for (int w = 0; w < bits.length; w++) {
        bits[w] = ~operand.bits()[w];
      }
      return new BooleanVector(bits, rows, operand.validity());
    };
  }

  private static long[] valid(Vector operand, int rows) {
    long[] validity = operand.validity();
    return validity == null ? Validity.allSet(rows) : validity;
  }

  private static long[] inverted(long[] bits) {
    long[] inverted = new long[bits.length];
    for (int w = 0; w < bits.length; w++) {
      inverted[w] = ~bits[w];
    }
    return inverted;
  }

  private static Vector fields(Vector operand, int rows, boolean areNull) {
    ObjectVector vector = (ObjectVector) operand;
    long[] bits = Validity.noneSet(rows);
    for (int i = 0; i < rows; i++) {
      if (vector.isNull(i) ? areNull : all(vector.get(i), areNull)) {
        Validity.set(bits, i);
      }
    }
    return new BooleanVector(bits, rows, null);
  }

  private static boolean all(List<@Nullable Object> fields, boolean areNull) {
    for (Object field : fields) {
      if ((field == null) != areNull) {
        return false;
      }
    }
    return true;
  }
}
