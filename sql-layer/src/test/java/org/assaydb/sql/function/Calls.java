package org.assaydb.sql.function;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.volcano.VolcanoPlanner;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.apache.calcite.util.NlsString;
import org.apache.calcite.util.TimeString;
import org.apache.calcite.util.TimestampString;
import org.assaydb.sql.frontend.LosslessTypeFactory;
import org.assaydb.sql.frontend.TextLiterals;
import org.assaydb.sql.frontend.TypedRexBuilder;
import org.assaydb.sql.types.SqlTypes;
import org.assaydb.sql.vector.Layout;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.ValueType.Kind;
import org.assaydb.sql.vector.Vector;
import org.assaydb.sql.vector.VectorBuilder;
import org.assaydb.sql.vector.Vectors;
import org.jspecify.annotations.Nullable;

/** Evaluates constant SQL expressions with the library's functions, from their text on. */
final class Calls {
  /** 2024-02-29 13:45:06.789 UTC. */
  static final long NOW = 1_709_214_306_789_000L;

  static final Invocation RUN = new Invocation(NOW, () -> {});

  private Calls() {}

  /** The value as text, {@code NULL} for NULL; computed in three rows, which must agree. */
  static String value(String expression) {
    RexNode node = convert(expression);
    ValueType type = type(node.getType());
    Vector vector = evaluate(node, 3);
    String first = shown(type, vector.value(0));
    for (int i = 1; i < 3; i++) {
      if (!shown(type, vector.value(i)).equals(first)) {
        throw new AssertionError("rows differ: " + first + ", " + shown(type, vector.value(i)));
      }
    }
    return first;
  }

  static String typeOf(String expression) {
    return convert(expression).getType().getFullTypeString();
  }

  static RelNode plan(String sql) {
    LosslessTypeFactory types = new LosslessTypeFactory(SqlTypes.SYSTEM);
    CalciteCatalogReader catalog =
        new CalciteCatalogReader(
            CalciteSchema.createRootSchema(false, false),
            List.of(),
            types,
            new CalciteConnectionConfigImpl(new Properties()));
    SqlValidator validator =
        SqlValidatorUtil.newValidator(
            FunctionLibrary.operators(),
            catalog,
            types,
            SqlValidator.Config.DEFAULT.withConformance(SqlConformanceEnum.LENIENT));
    try {
      SqlParser.Config config = SqlParser.config().withConformance(SqlConformanceEnum.LENIENT);
      SqlToRelConverter converter =
          new SqlToRelConverter(
              (rowType, q, path, viewPath) -> {
                throw new UnsupportedOperationException();
              },
              validator,
              catalog,
              RelOptCluster.create(new VolcanoPlanner(), new TypedRexBuilder(types)),
              FunctionLibrary.convertlets(),
              SqlToRelConverter.config()
                  .withExpand(false)
                  .withRelBuilderConfigTransform(
                      c -> c.withSimplify(false).withSimplifyValues(false)));
      return converter.convertQuery(
              validator.validate(
                  FunctionLibrary.resolved(SqlParser.create(sql, config).parseQuery())
                      .accept(new TextLiterals())),
              false,
              true)
          .rel;
    } catch (SqlParseException e) {
      throw new IllegalArgumentException(sql, e);
    }
  }

  private static RexNode convert(String expression) {
    return ((Project) plan("SELECT " + expression + " FROM (VALUES (1)) AS t (x)"))
        .getProjects()
        .get(0);
  }

  static ValueType type(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case BOOLEAN -> ValueType.of(Kind.BOOLEAN);
      case TINYINT, SMALLINT -> ValueType.of(Kind.SMALLINT);
      case INTEGER -> ValueType.of(Kind.INTEGER);
      case BIGINT -> ValueType.of(Kind.BIGINT);
      case DECIMAL -> ValueType.decimal(type.getPrecision(), type.getScale());
      case FLOAT, REAL, DOUBLE -> ValueType.of(Kind.DOUBLE);
      case VARCHAR -> ValueType.of(Kind.VARCHAR, type.getPrecision());
      case CHAR -> ValueType.of(Kind.CHAR, type.getPrecision());
      case DATE -> ValueType.of(Kind.DATE);
      case TIME -> ValueType.of(Kind.TIME, 3);
      case TIMESTAMP -> ValueType.of(Kind.TIMESTAMP, 3);
      case BINARY, VARBINARY -> ValueType.of(Kind.VARBINARY);
      case NULL -> ValueType.of(Kind.NULL);
      case ARRAY -> ValueType.array(type(Objects.requireNonNull(type.getComponentType())));
      case INTERVAL_YEAR, INTERVAL_YEAR_MONTH, INTERVAL_MONTH -> ValueType.of(Kind.MONTHS);
      default -> ValueType.of(Kind.MICROS);
    };
  }

  private static Vector evaluate(RexNode node, int rows) {
    ValueType type = type(node.getType());
    if (node instanceof RexLiteral literal) {
      return Vectors.constant(type.layout(), literal(type, literal), rows);
    }
    RexCall call = (RexCall) node;
    List<ValueType> types = call.getOperands().stream().map(o -> type(o.getType())).toList();
    Vector[] arguments =
        call.getOperands().stream().map(o -> evaluate(o, rows)).toArray(Vector[]::new);
    if (call.getKind() == SqlKind.CAST) {
      Object cast = cast(types.get(0), type, arguments[0].value(0));
      return Vectors.constant(type.layout(), cast, rows);
    }
    if (call.getKind() == SqlKind.NOT) {
      return negated(arguments[0], rows);
    }
    if (call.getKind() == SqlKind.ARRAY_VALUE_CONSTRUCTOR) {
      List<@Nullable Object> elements = new ArrayList<>();
      for (Vector argument : arguments) {
        elements.add(argument.value(0));
      }
      return Vectors.constant(Layout.OBJECT, elements, rows);
    }
    ScalarFunction code = FunctionLibrary.find(call.getOperator(), types, type);
    if (code == null) {
      throw new UnsupportedOperationException(call + " of " + types);
    }
    return code.apply(arguments, rows, RUN);
  }

  private static Vector negated(Vector vector, int rows) {
    VectorBuilder results = new VectorBuilder(Layout.BOOLEAN);
    for (int i = 0; i < rows; i++) {
      Boolean value = (Boolean) vector.value(i);
      results.add(value == null ? null : !value);
    }
    return results.build();
  }

  private static @Nullable Object literal(ValueType type, RexLiteral literal) {
    Object value = literal.getValue();
    if (value == null) {
      return null;
    }
    return switch (type.kind()) {
      case VARCHAR, CHAR -> ((NlsString) value).getValue().getBytes(StandardCharsets.UTF_8);
      case DATE -> literal.getValueAs(Integer.class).longValue();
      case TIME -> literal.getValueAs(TimeString.class).getMillisOfDay() * 1000L;
      case TIMESTAMP -> literal.getValueAs(TimestampString.class).getMillisSinceEpoch() * 1000;
      case MONTHS, SMALLINT, INTEGER, BIGINT -> ((BigDecimal) value).longValueExact();
      case MICROS -> ((BigDecimal) value).longValueExact() * 1000;
      case DECIMAL -> ((BigDecimal) value).setScale(type.scale()).unscaledValue();
      case DOUBLE -> ((Number) value).doubleValue();
      case VARBINARY -> literal.getValueAs(byte[].class);
      default -> value;
    };
  }

  /** Just the casts that the tests need. */
  private static @Nullable Object cast(ValueType from, ValueType to, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    String text = shown(from, value);
    return switch (to.kind()) {
      case CHAR -> text.stripTrailing().getBytes(StandardCharsets.UTF_8);
      case VARCHAR -> text.getBytes(StandardCharsets.UTF_8);
      case SMALLINT, INTEGER, BIGINT -> new BigDecimal(text).longValueExact();
      case DECIMAL ->
          new BigDecimal(text).setScale(to.scale(), RoundingMode.HALF_UP).unscaledValue();
      case DOUBLE -> Double.valueOf(text);
      case TIMESTAMP -> from.kind() == Kind.DATE ? (Long) value * 86_400_000_000L : value;
      default -> value;
    };
  }

  static String shown(ValueType type, @Nullable Object value) {
    if (value == null) {
      return "NULL";
    }
    return switch (type.kind()) {
      case DECIMAL -> new BigDecimal((BigInteger) value, type.scale()).toPlainString();
      case VARCHAR, CHAR -> new String((byte[]) value, StandardCharsets.UTF_8);
      case VARBINARY -> HexFormat.of().formatHex((byte[]) value);
      case DATE -> LocalDate.ofEpochDay((Long) value).toString();
      case TIME -> LocalTime.ofNanoOfDay((Long) value * 1000).toString();
      case TIMESTAMP ->
          Instant.EPOCH
              .plus((Long) value, java.time.temporal.ChronoUnit.MICROS)
              .atOffset(ZoneOffset.UTC)
              .toLocalDateTime()
              .toString();
      case ARRAY -> {
        List<String> elements = new ArrayList<>();
        for (Object element : (List<?>) value) {
          elements.add(shown(type.elements().get(0), element));
        }
        yield elements.toString();
      }
      default -> value.toString();
    };
  }
}
