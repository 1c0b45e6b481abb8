package org.assaydb.sql.execution;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.apache.calcite.linq4j.tree.Types;
import org.apache.calcite.schema.impl.ScalarFunctionImpl;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.validate.SqlUserDefinedFunction;
import org.jspecify.annotations.Nullable;

/**
 * Division of exact numbers to more digits than any DECIMAL has; Calcite's own keeps 16. Public
 * only because generated code calls it.
 */
public final class DecimalDivision {
  private static final MathContext DIGITS = new MathContext(60, RoundingMode.HALF_UP);

  static final SqlFunction OPERATOR =
      new SqlUserDefinedFunction(
          new SqlIdentifier("$DIVIDE", SqlParserPos.ZERO),
          SqlKind.OTHER_FUNCTION,
          ReturnTypes.ARG0,
          InferTypes.FIRST_KNOWN,
          null,
          ScalarFunctionImpl.create(
              Types.lookupMethod(
                  DecimalDivision.class, "divide", BigDecimal.class, BigDecimal.class)));

  private DecimalDivision() {}

  /** The quotient, null when an operand is. */
  public static @Nullable BigDecimal divide(
      @Nullable BigDecimal dividend, @Nullable BigDecimal divisor) {
    return dividend == null || divisor == null ? null : dividend.divide(divisor, DIGITS);
  }
}
