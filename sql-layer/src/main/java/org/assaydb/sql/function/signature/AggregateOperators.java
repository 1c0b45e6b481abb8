package org.assaydb.sql.function.signature;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.fun.SqlBasicAggFunction;
import org.apache.calcite.sql.fun.SqlLeadLagAggFunction;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.util.Optionality;

/**
 * Aggregate and window functions that SQL text may call, with the types of their results. Calcite's
 * own serve where their types are right; statistics are DOUBLE here, whatever they are taken of
 * (Calcite gives them the type of their argument, so that a variance of DECIMAL(5, 2) is rounded to
 * two digits).
 */
public final class AggregateOperators {
  private AggregateOperators() {}

  public static List<SqlOperator> all() {
    List<SqlOperator> all = new ArrayList<>(calcite());
    all.add(average());
    all.addAll(statistics());
    all.addAll(ordered());
    return all;
  }

  private static List<SqlOperator> calcite() {
    return List.of(
        SqlStdOperatorTable.COUNT,
        SqlStdOperatorTable.SUM,
        SqlStdOperatorTable.SUM0,
        SqlStdOperatorTable.MIN,
        SqlStdOperatorTable.MAX,
        SqlStdOperatorTable.EVERY,
        SqlStdOperatorTable.SOME,
        SqlLibraryOperators.BOOL_AND,
        SqlLibraryOperators.BOOL_OR,
        SqlStdOperatorTable.ANY_VALUE,
        SqlStdOperatorTable.SINGLE_VALUE,
        SqlStdOperatorTable.BIT_AND,
        SqlStdOperatorTable.BIT_OR,
        SqlStdOperatorTable.BIT_XOR,
        SqlStdOperatorTable.GROUPING,
        SqlLibraryOperators.ARRAY_AGG,
        SqlStdOperatorTable.ROW_NUMBER,
        SqlStdOperatorTable.RANK,
        SqlStdOperatorTable.DENSE_RANK,
        SqlStdOperatorTable.PERCENT_RANK,
        SqlStdOperatorTable.CUME_DIST,
        SqlStdOperatorTable.NTILE,
        neighbour(SqlKind.LAG),
        neighbour(SqlKind.LEAD),
        SqlStdOperatorTable.FIRST_VALUE,
        SqlStdOperatorTable.LAST_VALUE,
        SqlStdOperatorTable.NTH_VALUE);
  }

  /** A class of its own: Calcite's would become SUM / COUNT inside a window. */
  private static SqlAggFunction average() {
    return SqlBasicAggFunction.create(
        SqlKind.AVG, ReturnTypes.AVG_AGG_FUNCTION, OperandTypes.NUMERIC);
  }

  /** Value and default meet in a common type. */
  private static SqlAggFunction neighbour(SqlKind kind) {
    return new SqlLeadLagAggFunction(kind) {
      @Override
      public RelDataType inferReturnType(SqlOperatorBinding binding) {
        RelDataType value = binding.getOperandType(0);
        RelDataType common =
            binding.getOperandCount() < 3
                ? value
                : binding
                    .getTypeFactory()
                    .leastRestrictive(List.of(value, binding.getOperandType(2)));
        return nullable(binding, common == null ? value : common);
      }
    };
  }

  private static List<SqlOperator> statistics() {
    List<SqlOperator> all = new ArrayList<>();
    all.add(statistic("STDDEV", SqlKind.STDDEV_SAMP, OperandTypes.NUMERIC));
    all.add(statistic("STDDEV_SAMP", SqlKind.STDDEV_SAMP, OperandTypes.NUMERIC));
    all.add(statistic("STDDEV_POP", SqlKind.STDDEV_POP, OperandTypes.NUMERIC));
    all.add(statistic("VARIANCE", SqlKind.VAR_SAMP, OperandTypes.NUMERIC));
    all.add(statistic("VAR_SAMP", SqlKind.VAR_SAMP, OperandTypes.NUMERIC));
    all.add(statistic("VAR_POP", SqlKind.VAR_POP, OperandTypes.NUMERIC));
    all.add(statistic("COVAR_POP", SqlKind.COVAR_POP, OperandTypes.NUMERIC_NUMERIC));
    all.add(statistic("COVAR_SAMP", SqlKind.COVAR_SAMP, OperandTypes.NUMERIC_NUMERIC));
    all.add(statistic("REGR_SXX", SqlKind.REGR_SXX, OperandTypes.NUMERIC_NUMERIC));
    all.add(statistic("REGR_SYY", SqlKind.REGR_SYY, OperandTypes.NUMERIC_NUMERIC));
    for (String name :
        List.of("CORR", "REGR_SXY", "REGR_AVGX", "REGR_AVGY", "REGR_SLOPE", "REGR_INTERCEPT")) {
      all.add(statistic(name, SqlKind.OTHER_FUNCTION, OperandTypes.NUMERIC_NUMERIC));
    }
    all.add(statistic("REGR_R2", SqlKind.OTHER_FUNCTION, OperandTypes.NUMERIC_NUMERIC));
    // Not of kind COUNT: it counts rows where both arguments are given, not the first one.
    all.add(
        SqlBasicAggFunction.create(
            "REGR_COUNT", SqlKind.REGR_COUNT, ReturnTypes.BIGINT, OperandTypes.NUMERIC_NUMERIC));
    return all;
  }

  private static SqlAggFunction statistic(
      String name, SqlKind kind, SqlOperandTypeChecker operands) {
    return SqlBasicAggFunction.create(name, kind, ReturnTypes.DOUBLE_FORCE_NULLABLE, operands);
  }

  /** Aggregates of rows in an order. */
  private static List<SqlOperator> ordered() {
    SqlOperandTypeChecker texts = OperandTypes.STRING.or(OperandTypes.STRING_STRING);
    return List.of(
        SqlBasicAggFunction.create(SqlKind.LISTAGG, TEXT, texts)
            .withGroupOrder(Optionality.OPTIONAL),
        SqlBasicAggFunction.create(SqlKind.STRING_AGG, TEXT, texts)
            .withSyntax(SqlSyntax.ORDERED_FUNCTION),
        inOrder(SqlKind.PERCENTILE_CONT, INTERPOLATED, OperandTypes.UNIT_INTERVAL_NUMERIC_LITERAL)
            .withPercentile(true),
        inOrder(SqlKind.PERCENTILE_DISC, CHOSEN, OperandTypes.UNIT_INTERVAL_NUMERIC_LITERAL)
            .withPercentile(true),
        // Its argument is what WITHIN GROUP orders, see ParsedCalls.
        SqlBasicAggFunction.create(SqlKind.MODE, ReturnTypes.ARG0_FORCE_NULLABLE, OperandTypes.ANY)
            .withGroupOrder(Optionality.OPTIONAL));
  }

  private static SqlBasicAggFunction inOrder(
      SqlKind kind, SqlReturnTypeInference result, SqlOperandTypeChecker operands) {
    return SqlBasicAggFunction.create(kind, result, operands)
        .withGroupOrder(Optionality.MANDATORY)
        .withAllowsFraming(false);
  }

  /** Text longer than each of its parts. */
  private static final SqlReturnTypeInference TEXT =
      ReturnTypes.VARCHAR.andThen(
          (binding, type) -> binding.getTypeFactory().createTypeWithNullability(type, true));

  /** One of the values that WITHIN GROUP orders. */
  private static final SqlReturnTypeInference CHOSEN =
      binding -> nullable(binding, binding.getCollationType());

  /** Between two of the values: DOUBLE for numbers. */
  private static final SqlReturnTypeInference INTERPOLATED =
      binding -> {
        RelDataTypeFactory factory = binding.getTypeFactory();
        RelDataType type = binding.getCollationType();
        return nullable(
            binding,
            SqlTypeUtil.isNumeric(type) ? factory.createSqlType(SqlTypeName.DOUBLE) : type);
      };

  private static RelDataType nullable(SqlOperatorBinding binding, RelDataType type) {
    return binding.getTypeFactory().createTypeWithNullability(type, true);
  }
}
