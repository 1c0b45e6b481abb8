package org.assaydb.sql.function;

import java.math.BigInteger;
import java.util.Arrays;
import org.assaydb.sql.function.Definition.Code;
import org.assaydb.sql.vector.BooleanVector;
import org.assaydb.sql.vector.BytesVector;
import org.assaydb.sql.vector.DecimalVector;
import org.assaydb.sql.vector.DoubleVector;
import org.assaydb.sql.vector.Layout;
import org.assaydb.sql.vector.LongVector;
import org.assaydb.sql.vector.Vector;
import org.assaydb.sql.vector.VectorBuilder;

/** GREATEST and LEAST: of the arguments that are not NULL, NULL when all are. */
final class Extremes {
  private Extremes() {}

  /** Compares rows of vectors of one type, as ORDER BY does. */
  private interface Order {
    int compare(Vector left, Vector right, int row);
  }

  static Code code(boolean greatest) {
    return (types, result) -> {
      if (result.layout() == Layout.OBJECT) {
        return null;
      }
      Order order = order(result.layout());
      return (arguments, rows, run) -> {
        VectorBuilder results = new VectorBuilder(result.layout());
        for (int i = 0; i < rows; i++) {
          Vector best = arguments[0];
          for (int a = 1; a < arguments.length; a++) {
            if (arguments[a].isNull(i)) {
              continue;
            }
            int sign = best.isNull(i) ? 1 : order.compare(arguments[a], best, i);
            if (best.isNull(i) || (greatest ? sign > 0 : sign < 0)) {
              best = arguments[a];
            }
          }
          results.addFrom(best, i);
        }
        return results.build();
      };
    };
  }

  private static Order order(Layout layout) {
    return switch (layout) {
      case LONG -> (a, b, i) -> Long.compare(((LongVector) a).get(i), ((LongVector) b).get(i));
      case DECIMAL -> (a, b, i) -> unscaled(a, i).compareTo(unscaled(b, i));
      // NaN is the greatest, and there is no minus zero.
      case DOUBLE ->
          (a, b, i) -> Double.compare(((DoubleVector) a).get(i), ((DoubleVector) b).get(i));
      case BOOLEAN ->
          (a, b, i) -> Boolean.compare(((BooleanVector) a).get(i), ((BooleanVector) b).get(i));
      case BYTES -> (a, b, i) -> ((BytesVector) a).compare(i, (BytesVector) b, i);
      case OBJECT -> throw new IllegalArgumentException(Arrays.toString(Layout.values()));
    };
  }

  private static BigInteger unscaled(Vector vector, int row) {
    return ((DecimalVector) vector).unscaled(row);
  }
}
