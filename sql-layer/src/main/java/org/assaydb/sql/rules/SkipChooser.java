package org.assaydb.sql.rules;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.assaydb.proofs.schema.IndexDef;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.sql.access.ColumnPredicate;
import org.assaydb.sql.access.HeightBound;
import org.assaydb.sql.access.RowMode;
import org.assaydb.sql.access.TableAccess;
import org.jspecify.annotations.Nullable;

/** Finds the index whose summaries pass over most rows that a condition excludes. */
final class SkipChooser {
  private static final double SELECTED = 0.2;
  private static final int MAX_ALTERNATIVES = 256;

  /** An access and its estimates. */
  public record Choice(TableAccess access, double rows, double cost) {}

  private SkipChooser() {}

  /** Null when no index has bounds for any condition. The conditions stay above the access. */
  public static @Nullable Choice choose(TableChain chain, AccessContext context) {
    RexBuilder builder = context.builder();
    AccessChooser chooser = AccessChooser.of(chain, context);
    TableDef table = chain.table().definition;
    PredicateReader reader = new PredicateReader(table, chain.columns(), builder);
    List<HeightBound> window = HeightBound.of(chain.conjuncts(), chain.columns(), builder);
    Choice best = null;
    for (IndexDef index : chain.table().indexes()) {
      List<RowMode.Clause> clauses = new ArrayList<>();
      for (RexNode conjunct : chain.conjuncts()) {
        RowMode.Clause clause = clause(conjunct, reader, builder, table, index);
        if (clause != null) {
          clauses.add(clause);
        }
      }
      // Entries of other indexes are as old as the columns that they hold.
      List<HeightBound> heights = index.primary() ? window : List.of();
      if (clauses.isEmpty() && heights.isEmpty()) {
        continue;
      }
      AccessChooser.Choice keys = chooser.consider(index, List.of());
      TableAccess access =
          new TableAccess(
              table,
              chain.table().snapshot,
              index,
              chain.columns(),
              keys.ranges(),
              false,
              null,
              new RowMode.Skip(clauses, heights));
      int tests = clauses.size() + (heights.isEmpty() ? 0 : 1);
      double rows = Math.max(1, keys.rows() * Math.pow(SELECTED, tests));
      int columns = chain.columns().size();
      double cost =
          AccessCosts.tests(keys.rows(), tests)
              + (access.covering()
                  ? AccessCosts.scan(rows, columns)
                  : AccessCosts.scanAndLookUp(rows, columns));
      if (best == null || cost < best.cost) {
        best = new Choice(access, rows, cost);
      }
    }
    return best;
  }

  /** A disjunction of conditions on single SKIP columns; null for anything else. */
  private static RowMode.@Nullable Clause clause(
      RexNode conjunct,
      PredicateReader reader,
      RexBuilder builder,
      TableDef table,
      IndexDef index) {
    List<ColumnPredicate> terms = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    int alternatives = 0;
    for (RexNode part : RelOptUtil.disjunctions(RexUtil.expandSearch(builder, null, conjunct))) {
      ColumnPredicate predicate = reader.read(part);
      if (predicate == null
          || predicate.onlyNotNull()
          || !index.skipped().contains(predicate.column())
          || !RowMode.comparable(table.columns().get(predicate.column()).type())) {
        return null;
      }
      terms.add(predicate);
      texts.add(predicate.text());
      alternatives += predicate.alternatives().size();
    }
    if (alternatives > MAX_ALTERNATIVES) {
      return null;
    }
    // No alternative at all: the condition is FALSE, and nothing will be read.
    return new RowMode.Clause(terms, texts.isEmpty() ? "FALSE" : String.join(" OR ", texts));
  }
}
