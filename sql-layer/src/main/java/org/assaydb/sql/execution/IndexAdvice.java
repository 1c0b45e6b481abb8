package org.assaydb.sql.execution;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;
import org.assaydb.sql.access.TableAccess;
import org.assaydb.sql.operator.FilterPlan;
import org.assaydb.sql.operator.Plan;
import org.jspecify.annotations.Nullable;

/**
 * Names indexes that a query which ran would have been helped by: where a filter keeps few of many
 * rows that were read, and where many rows were looked up for columns that an index lacks.
 */
final class IndexAdvice {
  private static final long MANY = 1_000;
  private static final int FEW_OF = 20;

  private static final Set<SqlKind> RANGES =
      Set.of(
          SqlKind.SEARCH,
          SqlKind.LESS_THAN,
          SqlKind.LESS_THAN_OR_EQUAL,
          SqlKind.GREATER_THAN,
          SqlKind.GREATER_THAN_OR_EQUAL);

  private final RunProfile profile;
  private final @Nullable PlanNodes nodes;
  private final Set<String> advice = new LinkedHashSet<>();

  private IndexAdvice(RunProfile profile, @Nullable PlanNodes nodes) {
    this.profile = profile;
    this.nodes = nodes;
  }

  static List<String> of(CompiledQuery query, RunProfile profile) {
    IndexAdvice advice = new IndexAdvice(profile, query.nodes());
    advice.visit(query.plan());
    return List.copyOf(advice.advice);
  }

  private void visit(Plan plan) {
    plan.inputs().forEach(this::visit);
    if (plan instanceof FilterPlan filter && access(filter.input()) instanceof TableAccess table) {
      filtered(filter, table);
    } else if (access(plan) instanceof TableAccess table && !table.covering()) {
      lookedUp(plan, table);
    }
  }

  private static @Nullable Object access(Plan plan) {
    return plan instanceof ScanPlan scan ? scan.access() : null;
  }

  private long rows(Plan plan) {
    RunProfile.Figures figures = profile.of(plan);
    return figures == null ? 0 : figures.rows;
  }

  private void filtered(FilterPlan filter, TableAccess table) {
    long read = rows(filter.input());
    long kept = rows(filter);
    List<Integer> compared = compared(filter);
    if (read < MANY || kept > read / FEW_OF || compared.isEmpty()) {
      return;
    }
    List<String> keys = new ArrayList<>();
    compared.forEach(i -> keys.add(name(table, i)));
    List<String> others = new ArrayList<>();
    for (int i = 0; i < table.columns().size(); i++) {
      if (!compared.contains(i) && table.columns().get(i) >= 0) {
        others.add(name(table, i));
      }
    }
    advice.add(
        String.format(
            Locale.ROOT,
            "(%,d of %,d rows of %s pass its filter. This index holds them together: %s)",
            kept,
            read,
            table.table().name(),
            definition(table, keys, others)));
  }

  /**
   * Columns that an index could find rows by: those that the filter compares with values for
   * equality, and then one that it compares otherwise.
   */
  private List<Integer> compared(FilterPlan filter) {
    RelNode origin = nodes == null ? null : nodes.origins().get(filter);
    if (!(origin instanceof Filter made)) {
      return List.of();
    }
    Set<Integer> equal = new LinkedHashSet<>();
    Set<Integer> ranges = new LinkedHashSet<>();
    for (RexNode conjunct : RelOptUtil.conjunctions(made.getCondition())) {
      ImmutableBitSet used = RelOptUtil.InputFinder.bits(conjunct);
      boolean plain =
          used.cardinality() == 1
              && conjunct instanceof RexCall call
              && call.getOperands().stream().anyMatch(o -> o instanceof RexInputRef);
      if (plain && conjunct.getKind() == SqlKind.EQUALS) {
        equal.add(used.nth(0));
      } else if (plain && RANGES.contains(conjunct.getKind())) {
        ranges.add(used.nth(0));
      }
    }
    List<Integer> compared = new ArrayList<>(equal);
    ranges.removeAll(equal);
    ranges.stream().limit(1).forEach(compared::add);
    return compared;
  }

  private void lookedUp(Plan plan, TableAccess table) {
    long rows = rows(plan);
    if (rows < MANY) {
      return;
    }
    List<String> keys =
        table.index().keyParts().stream()
            .map(part -> quoted(table.table().columns().get(part.column()).name()))
            .toList();
    List<String> others = new ArrayList<>();
    for (int i = 0; i < table.columns().size(); i++) {
      String name = table.columns().get(i) < 0 ? null : name(table, i);
      if (name != null && !keys.contains(name)) {
        others.add(name);
      }
    }
    advice.add(
        String.format(
            Locale.ROOT,
            "(%,d rows of %s were looked up one by one. This index has their columns: %s)",
            rows,
            table.table().name(),
            definition(table, keys, others)));
  }

  private static String name(TableAccess table, int i) {
    return quoted(table.table().columns().get(table.columns().get(i)).name());
  }

  private static String quoted(String name) {
    boolean plain = name.matches("[A-Z][A-Z0-9_]*");
    return plain ? name : '"' + name.replace("\"", "\"\"") + '"';
  }

  private static String definition(TableAccess table, List<String> keys, List<String> others) {
    String name =
        keys.stream()
            .map(key -> key.replace("\"", ""))
            .collect(Collectors.joining("_", table.table().name() + "_BY_", ""));
    String include = others.isEmpty() ? "" : " INCLUDE (" + String.join(", ", others) + ")";
    return "CREATE INDEX "
        + quoted(name)
        + " ON "
        + quoted(table.table().name())
        + " ("
        + String.join(", ", keys)
        + ")"
        + include;
  }
}
