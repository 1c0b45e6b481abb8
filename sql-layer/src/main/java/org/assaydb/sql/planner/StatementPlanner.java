package org.assaydb.sql.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.schema.Table;
import org.apache.calcite.sql.SqlExplain;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.assaydb.proofs.SqlStates;
import org.assaydb.proofs.schema.Catalog;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.sql.PlannedStatement;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.change.Changes;
import org.assaydb.sql.change.QueryPlanner;
import org.assaydb.sql.change.ReadingChange;
import org.assaydb.sql.execution.AnalyzedQuery;
import org.assaydb.sql.execution.CompiledQuery;
import org.assaydb.sql.execution.PlanNodes;
import org.assaydb.sql.frontend.PlanErrors;
import org.assaydb.sql.statistics.PlanCounts;
import org.assaydb.sql.syntax.DdlParser;
import org.assaydb.sql.syntax.SqlText;
import org.jspecify.annotations.Nullable;

/** Plans one statement over one catalog: decides its kind and calls the phases. */
public final class StatementPlanner implements QueryPlanner {
  private static final Pattern EXPLAIN_PROOF =
      Pattern.compile(
          "\\A\\s*EXPLAIN\\s+PROOF\\s+(FOR\\s+|(ANALYZE)\\s+(FOR\\s+)?)?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern DEFINITION =
      Pattern.compile(
          "\\A(\\s|--[^\\n]*\\n|/\\*.*?\\*/)*(CREATE|DROP|ALTER)\\b",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final Pattern SELECT =
      Pattern.compile("\\A\\s*SELECT\\b", Pattern.CASE_INSENSITIVE);

  private final Catalog catalog;
  private final PlannerOptions options;
  private final List<@Nullable ColumnType> given;
  private final PlanCounts counts;

  /** {@code given}: types of the parameters as far as values were set. */
  StatementPlanner(
      Catalog catalog,
      PlannerOptions options,
      List<@Nullable ColumnType> given,
      PlanCounts counts) {
    this.catalog = catalog;
    this.options = options;
    this.given = given;
    this.counts = counts;
  }

  public PlannedStatement plan(String sql) {
    try {
      if (DEFINITION.matcher(sql).find()) {
        return new DdlParser(sql, catalog).parse();
      }
      Matcher proof = EXPLAIN_PROOF.matcher(sql);
      if (proof.find()) {
        SqlNode explained = SqlText.parse(sql.substring(proof.end()));
        return proof.group(2) == null ? proofText(explained) : analyzed(explained);
      }
      SqlNode node = SqlText.parse(sql);
      CompiledQuery simple =
          options.direct()
              ? DirectPlanner.plan(node, catalog, given, options.budget(), counts)
              : null;
      return simple == null ? planNode(node) : simple;
    } catch (RuntimeException | AssertionError | StackOverflowError e) {
      // Calcite reports some unsupported statements by AssertionError.
      throw PlanErrors.planning(e, sql);
    }
  }

  private PlannedStatement proofText(SqlNode node) {
    List<String> lines = new ArrayList<>();
    queries(planNode(node)).forEach(query -> lines.addAll(query.proofLines()));
    return new TextResult("PROOF", lines);
  }

  private PlannedStatement analyzed(SqlNode node) {
    if (planNode(node) instanceof CompiledQuery query) {
      return new AnalyzedQuery(query);
    }
    throw new SqlLayerException(
        SqlStates.NOT_SUPPORTED,
        "EXPLAIN PROOF ANALYZE runs its statement, and only a query can be run for it");
  }

  /** A statement of the simplest kind; null for all others, wrong ones included. */
  @Nullable PlannedStatement direct(String sql) {
    if (!options.direct() || !SELECT.matcher(sql).find()) {
      return null;
    }
    try {
      SqlNode node = SqlText.parse(sql);
      return DirectPlanner.plan(node, catalog, given, options.budget(), counts);
    } catch (SqlLayerException e) {
      return null;
    }
  }

  private PlannedStatement planNode(SqlNode node) {
    if (node instanceof SqlExplain explain) {
      List<String> lines = new ArrayList<>();
      for (CompiledQuery query : queries(planNode(explain.getExplicandum()))) {
        PlanNodes plan = query.nodes();
        lines.addAll(plan == null ? List.of() : lines(plan.root()));
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
    return LogicalQuery.of(query, catalog, given, more).compile(options, counts);
  }
}
