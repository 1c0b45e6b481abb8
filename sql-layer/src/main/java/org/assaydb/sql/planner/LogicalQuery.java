package org.assaydb.sql.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.schema.Table;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.assaydb.proofs.schema.Catalog;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.sql.PlannedStatement.ResultColumn;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.execution.CompiledQuery;
import org.assaydb.sql.execution.PlanCompiler;
import org.assaydb.sql.frontend.Frontend;
import org.assaydb.sql.frontend.PlanErrors;
import org.assaydb.sql.frontend.SnapshotRewriter;
import org.assaydb.sql.operator.Plan;
import org.assaydb.sql.rewrite.Rewrites;
import org.assaydb.sql.rules.AccessContext;
import org.assaydb.sql.rules.AccessRewriter;
import org.assaydb.sql.rules.PlanEstimates;
import org.assaydb.sql.schema.AssayTable;
import org.assaydb.sql.schema.VersionColumns;
import org.assaydb.sql.statistics.PlanCounts;
import org.assaydb.sql.syntax.SqlText;
import org.assaydb.sql.types.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * A query as it was validated and converted, nothing rewritten: it can be compiled with any options
 * and run as it stands by a reference interpreter. Immutable; not thread safe, as Calcite's nodes
 * are not.
 */
public final class LogicalQuery {
  private static final int INTERVAL_LENGTH = 64;

  private final RelNode root;
  private final List<ResultColumn> columns;
  private final List<ColumnType> parameterTypes;

  private LogicalQuery(RelNode root, List<ResultColumn> columns, List<ColumnType> parameterTypes) {
    this.root = root;
    this.columns = columns;
    this.parameterTypes = parameterTypes;
  }

  /**
   * Validates and converts the text of a query.
   *
   * @param given types of the parameters as far as values were set
   * @throws SqlLayerException with the SQLSTATE of what is wrong or not supported
   */
  public static LogicalQuery of(String sql, Catalog catalog, List<@Nullable ColumnType> given) {
    try {
      return of(SqlText.parse(sql), catalog, given, Map.of());
    } catch (RuntimeException | AssertionError | StackOverflowError e) {
      throw PlanErrors.planning(e, sql);
    }
  }

  /** A query that sees some more tables, by name in the default schema. */
  static LogicalQuery of(
      SqlNode query, Catalog catalog, List<@Nullable ColumnType> given, Map<String, Table> more) {
    AssayTable.Extra extra = VersionColumns.namedIn(query, catalog);
    Frontend frontend = new Frontend(catalog, extra);
    more.forEach(frontend::addTable);
    SqlNode dated = new SnapshotRewriter(frontend, catalog, extra).rewrite(query);
    Frontend.Converted converted = frontend.convert(dated, given);
    return new LogicalQuery(
        converted.root().project(true), columns(converted, catalog), converted.parameterTypes());
  }

  /** Root of the relational form. */
  public RelNode root() {
    return root;
  }

  /** Without any knowledge of what tables hold. */
  public CompiledQuery compile(PlannerOptions options) {
    return compile(options, PlanCounts.none());
  }

  /** Rewrites, chooses indexes and makes the operators. */
  public CompiledQuery compile(PlannerOptions options, PlanCounts counts) {
    RexBuilder builder = root.getCluster().getRexBuilder();
    AccessContext context =
        new AccessContext(builder, options.useIndexes(), counts, options.leastLookups());
    UnaryOperator<RelNode> physical = new AccessRewriter(context)::rewrite;
    RelNode rewritten =
        new Rewrites(options.rewrites(), new PlanEstimates(context)).apply(asText(root, builder));
    RelNode nodes = physical.apply(rewritten);
    PlanCompiler compiler = new PlanCompiler(builder, physical);
    Plan plan = compiler.compile(nodes);
    return new CompiledQuery(
        compiler.nodes(nodes), plan, compiler.reads(), columns, parameterTypes, options.budget());
  }

  /** Intervals leave as text: no stored type holds them. */
  private static RelNode asText(RelNode rel, RexBuilder builder) {
    List<RelDataTypeField> fields = rel.getRowType().getFieldList();
    List<RexNode> values = new ArrayList<>();
    boolean any = false;
    RelDataType text =
        builder
            .getTypeFactory()
            .createTypeWithNullability(
                builder.getTypeFactory().createSqlType(SqlTypeName.VARCHAR, INTERVAL_LENGTH), true);
    for (RelDataTypeField field : fields) {
      RexNode value = new RexInputRef(field.getIndex(), field.getType());
      boolean interval = SqlTypeUtil.isInterval(field.getType());
      values.add(interval ? builder.makeAbstractCast(text, value, false) : value);
      any |= interval;
    }
    return any
        ? LogicalProject.create(rel, List.of(), values, rel.getRowType().getFieldNames(), Set.of())
        : rel;
  }

  private static List<ResultColumn> columns(Frontend.Converted converted, Catalog catalog) {
    List<ResultColumn> columns = new ArrayList<>();
    List<RelDataTypeField> fields = converted.root().validatedRowType.getFieldList();
    for (int i = 0; i < fields.size(); i++) {
      RelDataTypeField field = fields.get(i);
      ColumnType type =
          SqlTypeUtil.isInterval(field.getType())
              ? ColumnType.of(ColumnType.Kind.VARCHAR, INTERVAL_LENGTH)
              : SqlTypes.fromCalcite(field.getType());
      List<String> origin = i < converted.origins().size() ? converted.origins().get(i) : List.of();
      int last = origin.size() - 1;
      String schema = last >= 2 ? origin.get(last - 2) : "";
      String table = last >= 1 ? origin.get(last - 1) : "";
      String label = field.getName();
      TableDef definition = catalog.table(schema, table).orElse(null);
      int ordinal = definition == null ? -1 : definition.columnOrdinal(origin.get(last));
      if (definition != null && ordinal >= 0) {
        type = definition.columns().get(ordinal).type();
      }
      if (ordinal < 0 && type.kind() == ColumnType.Kind.CHAR) {
        // Expressions have lost their blanks; only columns are padded.
        type = ColumnType.of(ColumnType.Kind.VARCHAR, type.precision());
      }
      columns.add(
          new ResultColumn(
              label,
              type,
              field.getType().isNullable(),
              ordinal < 0 ? "" : schema,
              ordinal < 0 ? "" : table));
    }
    return columns;
  }
}
