package org.assaydb.benchmarks.oracle.subject;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.avatica.util.ByteString;
import org.assaydb.benchmarks.oracle.generate.Family;
import org.assaydb.benchmarks.oracle.generate.Sql;
import org.assaydb.proofs.schema.ColumnType;
import org.jspecify.annotations.Nullable;

/** Values of parameters as a program sets them through JDBC, and the types that setters give. */
final class ParameterValues {
  private ParameterValues() {}

  /** Null for text and NULL, whose types the context decides. */
  static List<@Nullable ColumnType> types(List<Sql.Parameter> parameters) {
    List<@Nullable ColumnType> types = new ArrayList<>();
    parameters.forEach(p -> types.add(type(p)));
    return types;
  }

  private static @Nullable ColumnType type(Sql.Parameter parameter) {
    Object value = parameter.value();
    if (value == null || value instanceof String) {
      return null;
    } else if (value instanceof BigDecimal number && !isInteger(parameter.family())) {
      int digits = Math.max(number.precision(), number.scale());
      return ColumnType.decimal(digits, number.scale());
    } else if (value instanceof ByteString bytes) {
      return ColumnType.of(ColumnType.Kind.VARBINARY, Math.max(1, bytes.length()));
    }
    return parameter.family().column();
  }

  private static boolean isInteger(Family family) {
    return family == Family.SMALLINT || family == Family.INTEGER || family == Family.BIGINT;
  }

  static @Nullable Object[] jdbc(List<Sql.Parameter> parameters) {
    @Nullable Object[] values = new @Nullable Object[parameters.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = jdbc(parameters.get(i));
    }
    return values;
  }

  private static @Nullable Object jdbc(Sql.Parameter parameter) {
    Object value = parameter.value();
    if (value instanceof ByteString bytes) {
      return bytes.getBytes();
    } else if (value instanceof BigDecimal number) {
      return switch (parameter.family()) {
        case SMALLINT -> (Object) number.shortValueExact();
        case INTEGER -> number.intValueExact();
        case BIGINT -> number.longValueExact();
        default -> number;
      };
    }
    return value;
  }
}
