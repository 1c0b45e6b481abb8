package org.assaydb.sql.function.signature;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * Calcite's operators that have a syntax of their own, as far as we carry them: comparison, logic,
 * arithmetic, constructors, and the operators of relational syntax. The expression compiler and the
 * plan compiler compute them.
 */
public final class CoreOperators {
  private CoreOperators() {}

  public static List<SqlOperator> all() {
    List<SqlOperator> all = new ArrayList<>();
    all.addAll(relational());
    all.addAll(logic());
    all.addAll(comparisons());
    all.addAll(arithmetic());
    all.addAll(MomentOperators.all());
    return all;
  }

  private static List<SqlOperator> relational() {
    return List.of(
        SqlStdOperatorTable.UNION,
        SqlStdOperatorTable.UNION_ALL,
        SqlStdOperatorTable.EXCEPT,
        SqlStdOperatorTable.EXCEPT_ALL,
        SqlStdOperatorTable.INTERSECT,
        SqlStdOperatorTable.INTERSECT_ALL,
        SqlStdOperatorTable.VALUES,
        SqlStdOperatorTable.EXPLICIT_TABLE,
        SqlStdOperatorTable.COLLECTION_TABLE,
        SqlStdOperatorTable.LATERAL,
        SqlStdOperatorTable.UNNEST,
        SqlStdOperatorTable.UNNEST_WITH_ORDINALITY,
        SqlStdOperatorTable.AS,
        SqlStdOperatorTable.DESC,
        SqlStdOperatorTable.NULLS_FIRST,
        SqlStdOperatorTable.NULLS_LAST,
        SqlStdOperatorTable.FILTER,
        SqlStdOperatorTable.WITHIN_GROUP,
        SqlStdOperatorTable.WITHIN_DISTINCT,
        SqlStdOperatorTable.OVER,
        SqlStdOperatorTable.IGNORE_NULLS,
        SqlStdOperatorTable.RESPECT_NULLS,
        SqlStdOperatorTable.ROLLUP,
        SqlStdOperatorTable.CUBE,
        SqlStdOperatorTable.GROUPING_SETS,
        SqlStdOperatorTable.SCALAR_QUERY,
        SqlStdOperatorTable.CURSOR,
        SqlStdOperatorTable.DEFAULT,
        SqlStdOperatorTable.EXISTS,
        SqlStdOperatorTable.UNIQUE);
  }

  private static List<SqlOperator> logic() {
    return List.of(
        SqlStdOperatorTable.AND,
        SqlStdOperatorTable.OR,
        SqlStdOperatorTable.NOT,
        SqlStdOperatorTable.IS_NULL,
        SqlStdOperatorTable.IS_NOT_NULL,
        SqlStdOperatorTable.IS_TRUE,
        SqlStdOperatorTable.IS_NOT_TRUE,
        SqlStdOperatorTable.IS_FALSE,
        SqlStdOperatorTable.IS_NOT_FALSE,
        SqlStdOperatorTable.IS_UNKNOWN,
        SqlStdOperatorTable.IS_NOT_UNKNOWN,
        SqlStdOperatorTable.CASE,
        SqlStdOperatorTable.CAST,
        SqlLibraryOperators.INFIX_CAST,
        SqlStdOperatorTable.ROW,
        SqlStdOperatorTable.ARRAY_VALUE_CONSTRUCTOR,
        SqlStdOperatorTable.ARRAY_QUERY,
        SqlStdOperatorTable.DOT,
        SqlStdOperatorTable.LITERAL_CHAIN,
        SqlStdOperatorTable.ESCAPE,
        SqlStdOperatorTable.INTERVAL);
  }

  private static List<SqlOperator> comparisons() {
    List<SqlOperator> all =
        new ArrayList<>(
            List.of(
                SqlStdOperatorTable.EQUALS,
                SqlStdOperatorTable.NOT_EQUALS,
                SqlStdOperatorTable.LESS_THAN,
                SqlStdOperatorTable.LESS_THAN_OR_EQUAL,
                SqlStdOperatorTable.GREATER_THAN,
                SqlStdOperatorTable.GREATER_THAN_OR_EQUAL,
                SqlStdOperatorTable.IS_DISTINCT_FROM,
                SqlStdOperatorTable.IS_NOT_DISTINCT_FROM,
                SqlStdOperatorTable.BETWEEN,
                SqlStdOperatorTable.NOT_BETWEEN,
                SqlStdOperatorTable.SYMMETRIC_BETWEEN,
                SqlStdOperatorTable.SYMMETRIC_NOT_BETWEEN,
                SqlStdOperatorTable.IN,
                SqlStdOperatorTable.NOT_IN,
                SqlStdOperatorTable.OVERLAPS,
                SqlStdOperatorTable.NOT_LIKE,
                SqlLibraryOperators.NOT_ILIKE,
                SqlStdOperatorTable.NOT_SIMILAR_TO));
    all.addAll(SqlStdOperatorTable.QUANTIFY_OPERATORS);
    return all;
  }

  private static List<SqlOperator> arithmetic() {
    return List.of(
        SqlStdOperatorTable.MULTIPLY,
        SqlStdOperatorTable.DIVIDE,
        SqlStdOperatorTable.UNARY_PLUS,
        SqlStdOperatorTable.UNARY_MINUS,
        SqlStdOperatorTable.CHECKED_PLUS,
        SqlStdOperatorTable.CHECKED_MINUS,
        SqlStdOperatorTable.CHECKED_MULTIPLY,
        SqlStdOperatorTable.CHECKED_DIVIDE,
        SqlStdOperatorTable.CHECKED_DIVIDE_INTEGER,
        SqlStdOperatorTable.CHECKED_UNARY_MINUS,
        SqlStdOperatorTable.DATETIME_PLUS,
        SqlStdOperatorTable.MINUS_DATE);
  }
}
