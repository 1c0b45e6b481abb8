package org.assaydb.sql.function.signature;

import java.util.Locale;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Words among the arguments of a call that are no expressions: MONTH, BOTH. */
public final class Words {
  private Words() {}

  /** The name of a unit or flag; null for an expression. */
  public static @Nullable String of(SqlNode operand) {
    if (operand instanceof SqlIntervalQualifier unit) {
      String name = unit.timeFrameName == null ? unit.getUnit().name() : unit.timeFrameName;
      return name.toUpperCase(Locale.ROOT).replace("SQL_TSI_", "");
    }
    if (operand instanceof SqlLiteral literal && literal.getTypeName() == SqlTypeName.SYMBOL) {
      return String.valueOf(literal.getValue());
    }
    return null;
  }
}
