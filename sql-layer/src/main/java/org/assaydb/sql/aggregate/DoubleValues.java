package org.assaydb.sql.aggregate;

import java.math.BigInteger;
import org.assaydb.sql.aggregate.exact.Quotients;
import org.assaydb.sql.vector.DecimalVector;
import org.assaydb.sql.vector.DoubleVector;
import org.assaydb.sql.vector.LongVector;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.Vector;

/** Numbers of any type as the nearest DOUBLE. */
final class DoubleValues {
  private DoubleValues() {}

  static DoubleVector of(Vector numbers, ValueType type, int count) {
    if (numbers instanceof DoubleVector doubles) {
      return doubles;
    }
    double[] values = new double[count];
    BigInteger unit = BigInteger.TEN.pow(type.scale());
    for (int i = 0; i < count; i++) {
      if (numbers instanceof LongVector longs) {
        values[i] = longs.get(i);
      } else if (!numbers.isNull(i)) {
        values[i] = Quotients.toDouble(((DecimalVector) numbers).unscaled(i), unit);
      }
    }
    return new DoubleVector(values, count, numbers.validity());
  }
}
