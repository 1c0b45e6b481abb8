package org.assaydb.sql.access;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.apache.calcite.DataContext;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.linq4j.function.Function1;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexExecutorImpl;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.type.SqlTypeName;
import org.assaydb.sql.enumerable.StatementContext;
import org.jspecify.annotations.Nullable;

/** A value that is the same for all rows of one execution: literal, parameter or expression. */
public interface Operand {
  /** Value in the run-time representation of generated code. */
  @Nullable Object value(StatementContext context);

  /** The operand of {@code node}, null when it depends on rows. */
  static @Nullable Operand of(RexNode node, RexBuilder builder) {
    if (node instanceof RexLiteral literal) {
      Object value = literalValue(literal);
      return literal.isNull() || value != null ? context -> value : null;
    }
    if (node instanceof RexDynamicParam parameter) {
      int index = parameter.getIndex();
      return context -> context.parameter(index);
    }
    if (!(node instanceof RexCall) || !isRowFree(node)) {
      return null;
    }
    RelDataType noRow = builder.getTypeFactory().builder().build();
    Function1<DataContext, Object[]> function =
        RexExecutorImpl.getExecutable(builder, List.of(node), noRow).getFunction();
    return context -> function.apply(context)[0];
  }

  private static boolean isRowFree(RexNode node) {
    return RexUtil.isConstant(node) && !RexUtil.containsCorrelation(node);
  }

  private static @Nullable Object literalValue(RexLiteral literal) {
    SqlTypeName type = literal.getType().getSqlTypeName();
    return switch (type) {
      case BOOLEAN -> literal.getValueAs(Boolean.class);
      case TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL, FLOAT, REAL, DOUBLE ->
          literal.getValueAs(BigDecimal.class);
      case CHAR, VARCHAR -> literal.getValueAs(String.class);
      case DATE, TIME -> literal.getValueAs(Integer.class);
      case TIMESTAMP -> literal.getValueAs(Long.class);
      case BINARY, VARBINARY -> literal.getValueAs(ByteString.class);
      case UUID -> literal.getValueAs(UUID.class);
      default -> null;
    };
  }
}
