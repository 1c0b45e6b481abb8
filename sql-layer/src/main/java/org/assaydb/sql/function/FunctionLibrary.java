package org.assaydb.sql.function;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql2rel.SqlRexConvertletTable;
import org.assaydb.sql.function.signature.AggregateOperators;
import org.assaydb.sql.function.signature.CoreOperators;
import org.assaydb.sql.function.signature.OperatorTable;
import org.assaydb.sql.function.signature.ParsedCalls;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.ValueType.Kind;
import org.assaydb.sql.vector.Vectors;
import org.jspecify.annotations.Nullable;

/**
 * Everything that SQL text may call: a closed list. docs/functions.md says what each function
 * means.
 *
 * <p>A call of a function of ours reaches the expression compiler as a plain {@code RexCall} whose
 * arguments are cast to what the function takes, units and flags ({@code EXTRACT(YEAR FROM d)},
 * {@code TRIM(BOTH ...)}) being VARCHAR literals in front. COALESCE and NULLIF stay calls of these
 * kinds: the compiler computes them, for they must not look at all their arguments.
 */
public final class FunctionLibrary {
  private static final Map<SqlOperator, Definition> DEFINITIONS = definitions();
  private static final SqlOperatorTable OPERATORS = new OperatorTable(list());
  private static final SqlRexConvertletTable CONVERTLETS = new FunctionConvertlets(DEFINITIONS);

  private static final ParsedCalls CALLS = new ParsedCalls(byName());
  private static final Set<String> NAMES = names(operator -> true);
  private static final Set<String> AGGREGATES =
      names(operator -> operator instanceof SqlAggFunction aggregate && !aggregate.requiresOver());

  /**
   * Functions whose names Calcite's parser reserves without a rule to call them: text that calls
   * one has to write its name in double quotes before it is parsed.
   */
  public static final Set<String> RESERVED_NAMES =
      Set.of(
          "WIDTH_BUCKET",
          "CORR",
          "REGR_SXY",
          "REGR_AVGX",
          "REGR_AVGY",
          "REGR_SLOPE",
          "REGR_INTERCEPT",
          "REGR_R2");

  private FunctionLibrary() {}

  private static Map<String, SqlOperator> byName() {
    Map<String, SqlOperator> map = new HashMap<>();
    for (SqlOperator operator : OPERATORS.getOperatorList()) {
      if (operator instanceof SqlFunction || operator.getName().equals("||")) {
        map.put(operator.getName(), operator);
      }
    }
    return map;
  }

  private static Map<SqlOperator, Definition> definitions() {
    List<Definition> all = new ArrayList<>();
    all.addAll(TextFunctions.all());
    all.addAll(PartFunctions.all());
    all.addAll(PatternFunctions.all());
    all.addAll(RegexFunctions.all());
    all.addAll(NumberFunctions.all());
    all.addAll(ArithmeticFunctions.all());
    all.addAll(RoundingFunctions.all());
    all.addAll(TimeFunctions.all());
    all.addAll(TruncationFunctions.all());
    all.addAll(FormatFunctions.all());
    all.addAll(BucketFunctions.all());
    all.addAll(ArrayFunctions.all());
    all.addAll(ConditionalFunctions.all());
    Map<SqlOperator, Definition> map = new LinkedHashMap<>();
    for (Definition definition : all) {
      if (map.put(definition.operator(), definition) != null) {
        throw new IllegalStateException(definition.operator().getName() + " is defined twice");
      }
    }
    return map;
  }

  private static List<SqlOperator> list() {
    List<SqlOperator> list = new ArrayList<>(CoreOperators.all());
    list.addAll(AggregateOperators.all());
    list.addAll(DEFINITIONS.keySet());
    return list;
  }

  /** The operators and functions that the validator knows. */
  public static SqlOperatorTable operators() {
    return OPERATORS;
  }

  private static Set<String> names(Predicate<SqlOperator> which) {
    return OPERATORS.getOperatorList().stream()
        .filter(which)
        .map(operator -> operator.getName().toUpperCase(Locale.ROOT))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether there is a function or operator of a name, in any case. */
  public static boolean isKnown(String name) {
    return NAMES.contains(name.toUpperCase(Locale.ROOT));
  }

  /** Whether a function of a name, in any case, is an aggregate without a window too. */
  public static boolean isAggregate(String name) {
    return AGGREGATES.contains(name.toUpperCase(Locale.ROOT));
  }

  /**
   * A parsed statement whose calls are those of the library, for JDBC's {@code {fn NAME(...)}} and
   * {@code WITHIN GROUP}: to be done before it is validated.
   *
   * @throws org.assaydb.sql.SqlLayerException 0A000 for functions that there are not
   */
  public static SqlNode resolved(SqlNode statement) {
    SqlNode replaced = statement.accept(CALLS);
    return replaced == null ? statement : replaced;
  }

  /** How calls are converted to row expressions: to be given to {@code SqlToRelConverter}. */
  public static SqlRexConvertletTable convertlets() {
    return CONVERTLETS;
  }

  /**
   * The code of a function.
   *
   * @param arguments types of the arguments as they stand in the call
   * @return null for an operator that is none of the library (the core, an aggregate), and for
   *     types that the function does not take
   */
  public static @Nullable ScalarFunction find(
      SqlOperator operator, List<ValueType> arguments, ValueType result) {
    Definition definition = DEFINITIONS.get(operator);
    if (definition == null) {
      return null;
    }
    // Parameters for which NULL is a value like others are cast to a type before.
    boolean alwaysNull = arguments.stream().anyMatch(type -> type.kind() == Kind.NULL);
    return alwaysNull
        ? (vectors, rows, run) -> Vectors.nulls(result.layout(), rows)
        : definition.code().of(arguments, result);
  }
}
