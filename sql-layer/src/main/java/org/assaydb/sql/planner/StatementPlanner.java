package org.assaydb.sql.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.schema.Table;
import org.apache.calcite.sql.SqlExplain;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.assaydb.proofs.schema.Catalog;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.sql.PlannedStatement;
import org.assaydb.sql.PlannedStatement.ResultColumn;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.SqlStates;
import org.assaydb.sql.change.Changes;
import org.assaydb.sql.change.QueryPlanner;
import org.assaydb.sql.change.ReadingChange;
import org.assaydb.sql.execution.CompiledQuery;
import org.assaydb.sql.execution.PlanCompiler;
import org.assaydb.sql.frontend.Frontend;
import org.assaydb.sql.frontend.PlanErrors;
import org.assaydb.sql.frontend.SnapshotRewriter;
import org.assaydb.sql.operator.Plan;
import org.assaydb.sql.rewrite.Rewrites;
import org.assaydb.sql.rules.AccessRewriter;
import org.assaydb.sql.schema.AssayTable;
import org.assaydb.sql.schema.VersionColumns;
import org.assaydb.sql.syntax.DdlParser;
import org.assaydb.sql.syntax.SqlText;
import org.assaydb.sql.types.SqlTypes;
import org.jspecify.annotations.Nullable;

/** Plans one statement over one catalog: decides its kind and calls the phases. */
public final class StatementPlanner implements QueryPlanner {
  private static final Pattern EXPLAIN_PROOF =
      Pattern.compile("\\A\\s*EXPLAIN\\s+PROOF\\s+(FOR\\s+)?", Pattern.CASE_INSENSITIVE);
  private static final Pattern DEFINITION =
      Pattern.compile(
          "\\A(\\s|--[^\\n]*\\n|/\\*.*?\\*/)*(CREATE|DROP|ALTER)\\b",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final int INTERVAL_LENGTH = 64;

  private final Catalog catalog;
  private final PlannerOptions options;
  private final List<@Nullable ColumnType> given;
  private final Rewrites rewrites;

  /** {@code given}: types of the parameters as far as values were set. */
  StatementPlanner(Catalog catalog, PlannerOptions options, List<@Nullable ColumnType> given) {
    this.catalog = catalog;
    this.options = options;
    this.given = given;
    rewrites = Rewrites.only(options.rewrites());
  }

  public PlannedStatement plan(String sql) {
    try {
      if (DEFINITION.matcher(sql).find()) {
        return new DdlParser(sql, catalog).parse();
      }
      Matcher proof = EXPLAIN_PROOF.matcher(sql);
      if (proof.find()) {
        List<String> lines = new ArrayList<>();
        queries(planNode(SqlText.parse(sql.substring(proof.end()))))
            .forEach(query -> lines.addAll(query.proofLines()));
        return new TextResult("PROOF", lines);
      }
      SqlNode node = SqlText.parse(sql);
      CompiledQuery simple =
          options.direct() ? DirectPlanner.plan(node, catalog, given, options.budget()) : null;
      return simple == null ? planNode(node) : simple;
    } catch (RuntimeException | AssertionError | StackOverflowError e) {
      // Calcite reports some unsupported statements by AssertionError.
      throw PlanErrors.planning(e, sql);
    }
  }

  private PlannedStatement planNode(SqlNode node) {
    if (node instanceof SqlExplain explain) {
      List<String> lines = new ArrayList<>();
      for (CompiledQuery query : queries(planNode(explain.getExplicandum()))) {
        RelNode plan = query.nodes();
        lines.addAll(plan == null ? List.of() : lines(plan));
      }
      return new TextResult("PLAN", lines.isEmpty() ? List.of("VALUES") : lines);
    }
    PlannedStatement change = new Changes(this, catalog).plan(node);
    if (change != null) {
      return change;
    }
    if (!node.isA(SqlKind.QUERY)) {
      throw new SqlLayerException(
          SqlStates.NOT_SUPPORTED, node.getKind() + " statements are not supported");
    }
    return query(node, Map.of());
  }

  private static List<CompiledQuery> queries(PlannedStatement statement) {
    if (statement instanceof CompiledQuery query) {
      return List.of(query);
    }
    return statement instanceof ReadingChange change ? change.queries() : List.of();
  }

  private static List<String> lines(RelNode plan) {
    return List.of(RelOptUtil.toString(plan).stripTrailing().split("\n"));
  }

  @Override
  public CompiledQuery query(SqlNode query, Map<String, Table> more) {
    AssayTable.Extra extra = VersionColumns.namedIn(query, catalog);
    Frontend frontend = new Frontend(catalog, extra);
    more.forEach(frontend::addTable);
    SqlNode dated = new SnapshotRewriter(frontend, catalog, extra).rewrite(query);
    Frontend.Converted converted = frontend.convert(dated, given);
    List<ResultColumn> columns = columns(converted);
    RelNode logical = converted.root().project(true);
    UnaryOperator<RelNode> physical =
        new AccessRewriter(frontend.rexBuilder, options.useIndexes())::rewrite;
    RelNode nodes = physical.apply(rewrites.apply(asText(logical, frontend.rexBuilder)));
    PlanCompiler compiler = new PlanCompiler(frontend.rexBuilder, physical);
    Plan plan = compiler.compile(nodes);
    return new CompiledQuery(
        nodes, plan, compiler.reads(), columns, converted.parameterTypes(), options.budget());
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

  private List<ResultColumn> columns(Frontend.Converted converted) {
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
