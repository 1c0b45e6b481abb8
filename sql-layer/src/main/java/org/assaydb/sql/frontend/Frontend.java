package org.assaydb.sql.frontend;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.config.CalciteConnectionProperty;
import org.apache.calcite.config.NullCollation;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.jdbc.JavaTypeFactoryImpl;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.schema.SchemaPlus;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.impl.AbstractSchema;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.apache.calcite.tools.RelBuilder;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.SqlStates;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.schema.Catalog;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.function.CountMark;
import org.assaydb.sql.function.FunctionLibrary;
import org.assaydb.sql.schema.AssayTable;
import org.assaydb.sql.schema.InformationSchema;
import org.assaydb.sql.schema.Snapshot;
import org.assaydb.sql.syntax.SqlText;
import org.assaydb.sql.types.SqlTypes;
import org.jspecify.annotations.Nullable;

/** Validator and converter of one statement over one catalog. Not thread safe. */
public final class Frontend {
  /** Functions whose value no verified snapshot determines. */
  private static final Set<String> UNVERIFIABLE =
      Set.of(
          "RAND",
          "RAND_INTEGER",
          "RANDOM",
          "USER",
          "CURRENT_USER",
          "SESSION_USER",
          "SYSTEM_USER",
          "CURRENT_ROLE",
          "CURRENT_PATH",
          "CURRENT_CATALOG",
          "UUID",
          "GEN_RANDOM_UUID",
          "NEXT_VALUE",
          "CURRENT_VALUE");

  final JavaTypeFactoryImpl typeFactory = new LosslessTypeFactory(SqlTypes.SYSTEM);
  public final RexBuilder rexBuilder = new TypedRexBuilder(typeFactory);
  public final RelOptCluster cluster;
  public final SchemaPlus rootSchema;
  private final SchemaPlus publicSchema;
  private final CalciteCatalogReader catalogReader;

  /**
   * @param extra pseudo columns of the tables that are no system tables
   */
  public Frontend(Catalog catalog, AssayTable.Extra extra) {
    // Calcite's planner plans nothing here: nodes only need one to belong to.
    cluster = RelOptCluster.create(new HepPlanner(HepProgram.builder().build()), rexBuilder);
    cluster.setMetadataQuerySupplier(RowCounts::new);
    CalciteSchema root = CalciteSchema.createRootSchema(false, false);
    SchemaPlus plus = root.plus();
    rootSchema = plus;
    publicSchema = plus.add("PUBLIC", new AbstractSchema());
    SchemaPlus sys = plus.add("SYS", new AbstractSchema());
    for (TableDef table : catalog.tables()) {
      boolean system = table.schema().equals("SYS");
      AssayTable.Extra added = system ? AssayTable.Extra.NONE : extra;
      (system ? sys : publicSchema)
          .add(table.name(), new AssayTable(table, Snapshot.CURRENT, added));
    }
    InformationSchema.addTo(plus, catalog);
    Properties properties = new Properties();
    properties.setProperty(CalciteConnectionProperty.CASE_SENSITIVE.camelName(), "true");
    properties.setProperty(
        CalciteConnectionProperty.DEFAULT_NULL_COLLATION.camelName(), NullCollation.HIGH.name());
    catalogReader =
        new CalciteCatalogReader(
            root, List.of("PUBLIC"), typeFactory, new CalciteConnectionConfigImpl(properties));
  }

  /** Makes a table visible under a name that no SQL text can spell by accident. */
  public void addTable(String name, Table table) {
    publicSchema.add(name, table);
  }

  /** A validated query in relational form, and the types of its parameters. */
  public record Converted(
      RelRoot root, List<ColumnType> parameterTypes, List<List<String>> origins) {}

  /** A query without parameters, or with such as their context determines. */
  public Converted convert(SqlNode query) {
    return convert(query, List.of());
  }

  /**
   * Validates and converts a query.
   *
   * @param given types of the parameters by number as far as values were set, see {@link
   *     GivenParameters}
   */
  public Converted convert(SqlNode query, List<@Nullable ColumnType> given) {
    refuseUnverifiable(query);
    SqlNode written =
        query
            .accept(new WindowReferences())
            .accept(new FilteredWindows())
            .accept(new OuterColumns());
    SqlNode literals =
        FunctionLibrary.resolved(written).accept(new TextLiterals()).accept(new IntervalLiterals());
    try {
      SqlNode own = literals.accept(new TreeCopy());
      return converted(own.accept(new GivenParameters(given, false)));
    } catch (CalciteContextException | UnsupportedOperationException e) {
      if (!isForParameter(String.valueOf(e.getMessage()))) {
        throw e;
      }
      return converted(literals.accept(new TreeCopy()).accept(new GivenParameters(given, true)));
    }
  }

  /** Whether the validator gave up at a parameter whose type nothing determines. */
  private static boolean isForParameter(String message) {
    return message.contains("Illegal use of dynamic parameter")
        || message.contains(SqlDynamicParam.class.getSimpleName());
  }

  private Converted converted(SqlNode query) {
    SqlValidator validator =
        new QueryValidator(
            FunctionLibrary.operators(),
            catalogReader,
            typeFactory,
            SqlValidator.Config.DEFAULT
                .withConformance(SqlText.CONFORMANCE)
                .withDefaultNullCollation(NullCollation.HIGH)
                .withTypeCoercionFactory(ImpliedCasts::new)
                .withIdentifierExpansion(true));
    RelDataType count = typeFactory.createSqlType(SqlTypeName.BIGINT);
    CountMark.WITH_TIES
        .parametersIn(query)
        .forEach(parameter -> validator.setValidatedNodeType(parameter, count));
    SqlNode valid = validator.validate(query);
    List<ColumnType> parameters = parameterTypes(validator, valid);
    SqlToRelConverter converter =
        new SqlToRelConverter(
            (rowType, sql, path, viewPath) -> {
              throw new SqlLayerException(SqlStates.NOT_SUPPORTED, "views are not supported");
            },
            validator,
            catalogReader,
            cluster,
            FunctionLibrary.convertlets(),
            SqlToRelConverter.config()
                .withRelBuilderConfigTransform(Frontend::withoutRewrites)
                .withExpand(false)
                .withInSubQueryThreshold(Integer.MAX_VALUE)
                .withTrimUnusedFields(false));
    RelRoot converted = converter.convertQuery(valid, false, true);
    RelNode plain = OuterColumns.bare(converted.rel);
    RelNode grouped = plain.accept(new GroupedCorrelations(rexBuilder));
    RelRoot root = converted.withRel(grouped.accept(new CharOperands(rexBuilder)));
    PlanChecks.check(root.rel);
    return new Converted(root, parameters, origins(validator, valid));
  }

  /** The plan is to be what the text says, nothing simplified. */
  private static RelBuilder.Config withoutRewrites(RelBuilder.Config config) {
    return config
        .withSimplify(false)
        .withSimplifyLimit(false)
        .withSimplifyValues(false)
        .withAggregateUnique(true)
        .withPruneInputOfAggregate(false)
        .withPushJoinCondition(false)
        .withBloat(-1);
  }

  private static List<ColumnType> parameterTypes(SqlValidator validator, SqlNode valid) {
    TreeMap<Integer, ColumnType> types = new TreeMap<>();
    valid.accept(
        new SqlBasicVisitor<Void>() {
          @Override
          public Void visit(SqlDynamicParam param) {
            types.putIfAbsent(param.getIndex(), ofAnyLength(validator.getValidatedNodeType(param)));
            return super.visit(param);
          }
        });
    List<ColumnType> list = new ArrayList<>();
    int count = types.isEmpty() ? 0 : types.lastKey() + 1;
    for (int i = 0; i < count; i++) {
      list.add(
          types.getOrDefault(i, ColumnType.of(ColumnType.Kind.VARCHAR, ColumnType.MAX_LENGTH)));
    }
    return list;
  }

  /** A text as a parameter may be longer than the column that it is compared with. */
  private static ColumnType ofAnyLength(RelDataType type) {
    ColumnType found = SqlTypes.fromCalcite(type);
    return found.kind() == ColumnType.Kind.VARCHAR
        ? ColumnType.of(ColumnType.Kind.VARCHAR, ColumnType.MAX_LENGTH)
        : found;
  }

  private static List<List<String>> origins(SqlValidator validator, SqlNode valid) {
    List<List<String>> origins = new ArrayList<>();
    for (List<String> origin : validator.getFieldOrigins(valid)) {
      origins.add(origin == null ? List.of() : List.copyOf(origin));
    }
    return origins;
  }

  /** Whether an unquoted name is a call, as CURRENT_DATE is. */
  public static boolean isFunctionWithoutParentheses(String name) {
    return UNVERIFIABLE.contains(name)
        || name.startsWith("CURRENT_")
        || name.startsWith("LOCALTIME")
        || name.equals("PI");
  }

  private static void refuseUnverifiable(SqlNode query) {
    query.accept(
        new SqlBasicVisitor<Void>() {
          @Override
          public Void visit(SqlCall call) {
            if (call.getKind() != SqlKind.AS) {
              check(call.getOperator().getName());
            }
            return super.visit(call);
          }

          @Override
          public Void visit(SqlIdentifier id) {
            if (id.isSimple() && !id.isComponentQuoted(0)) {
              String name = id.getSimple().toUpperCase(Locale.ROOT);
              if (name.endsWith("_USER") || name.equals("USER")) {
                check(name);
              }
            }
            return super.visit(id);
          }

          private void check(String name) {
            if (UNVERIFIABLE.contains(name.toUpperCase(Locale.ROOT))) {
              throw new VerificationException(
                  RejectReason.UNVERIFIABLE_FEATURE,
                  name
                      + " has no value that the ledger determines; a column of that name is"
                      + " written in double quotes");
            }
          }
        });
  }
}
