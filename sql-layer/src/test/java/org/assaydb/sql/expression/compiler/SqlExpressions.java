package org.assaydb.sql.expression.compiler;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.config.CalciteConnectionProperty;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.plan.ConventionTraitDef;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.volcano.VolcanoPlanner;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.type.DelegatingTypeSystem;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.fun.SqlLibrary;
import org.apache.calcite.sql.fun.SqlLibraryOperatorTableFactory;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlDelegatingConformance;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.apache.calcite.sql2rel.StandardConvertletTable;
import org.apache.calcite.tools.RelBuilder;
import org.assaydb.sql.PlannedStatement.ExecutionContext;
import org.assaydb.sql.expression.Evaluation;
import org.assaydb.sql.expression.Expression;
import org.assaydb.sql.expression.node.InputColumn;
import org.assaydb.sql.frontend.CharOperands;
import org.assaydb.sql.frontend.ImpliedCasts;
import org.assaydb.sql.frontend.LosslessTypeFactory;
import org.assaydb.sql.frontend.TextLiterals;
import org.assaydb.sql.frontend.TypedRexBuilder;
import org.assaydb.sql.spill.Workspace;
import org.assaydb.sql.types.SqlTypes;
import org.assaydb.sql.value.DateTimeText;
import org.assaydb.sql.value.UuidText;
import org.assaydb.sql.vector.Batch;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.Vector;
import org.assaydb.sql.vector.VectorBuilder;

/**
 * SQL expressions over a table with a column of each type: si, i, l, n DECIMAL(12, 2), w
 * DECIMAL(38, 10), d, v, c CHAR(5), b, dt, tm, ts, u, x.
 */
final class SqlExpressions {
  static final Evaluation EVALUATION = evaluation();

  private static final LosslessTypeFactory TYPES =
      new LosslessTypeFactory(
          new DelegatingTypeSystem(SqlTypes.SYSTEM) {
            @Override
            public int getMaxPrecision(SqlTypeName name) {
              return isTime(name) ? 6 : super.getMaxPrecision(name);
            }

            @Override
            public int getDefaultPrecision(SqlTypeName name) {
              return isTime(name) ? 6 : super.getDefaultPrecision(name);
            }

            private static boolean isTime(SqlTypeName name) {
              return name == SqlTypeName.TIMESTAMP || name == SqlTypeName.TIME;
            }
          });
  private static final RexBuilder REX = new TypedRexBuilder(TYPES);
  private static final SqlOperatorTable OPERATORS =
      SqlLibraryOperatorTableFactory.INSTANCE.getOperatorTable(
          SqlLibrary.STANDARD, SqlLibrary.POSTGRESQL);
  private static final SqlDelegatingConformance CONFORMANCE =
      new SqlDelegatingConformance(SqlConformanceEnum.LENIENT) {
        @Override
        public boolean checkedArithmetic() {
          return true;
        }
      };

  static final List<String> NAMES =
      List.of("SI", "I", "L", "N", "W", "D", "V", "C", "B", "DT", "TM", "TS", "U", "X");

  private SqlExpressions() {}

  private static Evaluation evaluation(Object... parameters) {
    ExecutionContext context = new ExecutionContext(null, null, 1, 1_700_000_000_000L, time -> 0);
    return new Evaluation(context, parameters, new Workspace(1 << 30, () -> {}));
  }

  static Evaluation with(Object... parameters) {
    return evaluation(parameters);
  }

  private static final class AllTypes extends AbstractTable {
    @Override
    public RelDataType getRowType(RelDataTypeFactory types) {
      RelDataTypeFactory.Builder builder = types.builder();
      add(builder, "SI", types.createSqlType(SqlTypeName.SMALLINT));
      add(builder, "I", types.createSqlType(SqlTypeName.INTEGER));
      add(builder, "L", types.createSqlType(SqlTypeName.BIGINT));
      add(builder, "N", types.createSqlType(SqlTypeName.DECIMAL, 12, 2));
      add(builder, "W", types.createSqlType(SqlTypeName.DECIMAL, 38, 10));
      add(builder, "D", types.createSqlType(SqlTypeName.DOUBLE));
      add(builder, "V", types.createSqlType(SqlTypeName.VARCHAR, 20));
      add(builder, "C", types.createSqlType(SqlTypeName.CHAR, 5));
      add(builder, "B", types.createSqlType(SqlTypeName.BOOLEAN));
      add(builder, "DT", types.createSqlType(SqlTypeName.DATE));
      add(builder, "TM", types.createSqlType(SqlTypeName.TIME, 6));
      add(builder, "TS", types.createSqlType(SqlTypeName.TIMESTAMP, 6));
      add(builder, "U", types.createSqlType(SqlTypeName.UUID));
      add(builder, "X", types.createSqlType(SqlTypeName.VARBINARY, 10));
      return builder.build();
    }

    private static void add(RelDataTypeFactory.Builder builder, String name, RelDataType type) {
      builder.add(name, type).nullable(true);
    }
  }

  /** The row expression of SQL text. */
  static RexNode rex(String expression) {
    CalciteSchema root = CalciteSchema.createRootSchema(false, false);
    root.add("T", new AllTypes());
    Properties properties = new Properties();
    properties.setProperty(CalciteConnectionProperty.CASE_SENSITIVE.camelName(), "true");
    CalciteCatalogReader reader =
        new CalciteCatalogReader(
            root, List.of(), TYPES, new CalciteConnectionConfigImpl(properties));
    SqlValidator validator =
        SqlValidatorUtil.newValidator(
            OPERATORS,
            reader,
            TYPES,
            SqlValidator.Config.DEFAULT
                .withTypeCoercionFactory(ImpliedCasts::new)
                .withConformance(CONFORMANCE)
                .withIdentifierExpansion(true));
    VolcanoPlanner planner = new VolcanoPlanner();
    planner.addRelTraitDef(ConventionTraitDef.INSTANCE);
    SqlToRelConverter converter =
        new SqlToRelConverter(
            (rowType, sql, path, viewPath) -> null,
            validator,
            reader,
            RelOptCluster.create(planner, REX),
            StandardConvertletTable.INSTANCE,
            SqlToRelConverter.config()
                .withExpand(false)
                .withInSubQueryThreshold(Integer.MAX_VALUE)
                .withTrimUnusedFields(false)
                .withRelBuilderConfigTransform(c -> RelBuilder.Config.DEFAULT.withSimplify(false)));
    try {
      SqlNode parsed =
          SqlParser.create(
                  "SELECT " + expression + " FROM T",
                  SqlParser.config().withConformance(CONFORMANCE))
              .parseQuery();
      SqlNode valid = validator.validate(parsed.accept(new TextLiterals()));
      RelNode plan = converter.convertQuery(valid, false, true).rel.accept(new CharOperands(REX));
      return ((Project) plan).getProjects().get(0);
    } catch (SqlParseException e) {
      throw new IllegalArgumentException(expression, e);
    }
  }

  static List<ValueType> types() {
    return ValueTypes.fields(new AllTypes().getRowType(TYPES));
  }

  static Expression compiled(RexNode node) {
    return new ExpressionCompiler(
            types(),
            (subQuery, operands) -> {
              throw new IllegalStateException("a sub-query");
            })
        .compile(node);
  }

  static Expression compiled(String expression) {
    return compiled(rex(expression));
  }

  /** A batch with values, given as text, of one column; all others are NULL. */
  static Batch column(String name, String... values) {
    return columns(Map.of(name, Arrays.asList(values)));
  }

  static Batch columns(String first, List<String> values, String second, List<String> others) {
    return columns(Map.of(first, values, second, others));
  }

  private static Batch columns(Map<String, List<String>> given) {
    Map<String, List<String>> upper = new TreeMap<>();
    given.forEach((name, values) -> upper.put(name.toUpperCase(java.util.Locale.ROOT), values));
    int rows = given.values().iterator().next().size();
    List<ValueType> types = types();
    List<Vector> vectors = new ArrayList<>();
    for (int c = 0; c < types.size(); c++) {
      VectorBuilder builder = new VectorBuilder(types.get(c).layout());
      for (int i = 0; i < rows; i++) {
        List<String> values = upper.get(NAMES.get(c));
        String value = values == null ? null : values.get(i);
        builder.add(value == null ? null : value(value, types.get(c)));
      }
      vectors.add(builder.build());
    }
    return new Batch(rows, vectors);
  }

  static Object value(String text, ValueType type) {
    return switch (type.kind()) {
      case SMALLINT, INTEGER, BIGINT -> Long.valueOf(text);
      case DECIMAL -> new java.math.BigDecimal(text).setScale(type.scale()).unscaledValue();
      case DOUBLE -> Double.valueOf(text);
      case BOOLEAN -> Boolean.valueOf(text);
      case DATE -> DateTimeText.date(text);
      case TIME -> DateTimeText.time(text);
      case TIMESTAMP -> DateTimeText.timestamp(text);
      case UUID -> UuidText.parse(text);
      default -> text.getBytes(StandardCharsets.UTF_8);
    };
  }

  /** The values of an expression as text, null for NULL. */
  static List<String> values(String expression, Batch batch) {
    return values(compiled(expression), batch, EVALUATION);
  }

  static List<String> values(Expression expression, Batch batch, Evaluation evaluation) {
    Vector vector = expression.evaluate(batch, evaluation);
    if (vector.size() != batch.rows()) {
      throw new AssertionError(vector.size() + " values for " + batch.rows() + " rows");
    }
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < batch.rows(); i++) {
      shown.add(shown(vector.value(i), expression.type()));
    }
    return shown;
  }

  /** The value of an expression over one row of NULLs. */
  static String value(String expression) {
    return values(expression, column("I", (String) null)).get(0);
  }

  private static String shown(Object value, ValueType type) {
    if (value == null) {
      return null;
    }
    if (value instanceof List<?> list) {
      List<String> parts = new ArrayList<>();
      for (int i = 0; i < list.size(); i++) {
        boolean array = type.kind() == ValueType.Kind.ARRAY;
        parts.add(shown(list.get(i), type.elements().get(array ? 0 : i)));
      }
      return parts.toString();
    }
    if (value instanceof byte[] bytes && type.kind().isText()) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
    if (value instanceof BigInteger unscaled) {
      return new java.math.BigDecimal(unscaled, type.scale()).toPlainString();
    }
    Vector one = org.assaydb.sql.vector.Vectors.constant(type.layout(), value, 1);
    Expression text =
        Conversions.cast(new InputColumn(type, 0), ValueType.of(ValueType.Kind.VARCHAR));
    Vector printed = text.evaluate(new Batch(1, one), EVALUATION);
    return new String((byte[]) printed.value(0), StandardCharsets.UTF_8);
  }
}
