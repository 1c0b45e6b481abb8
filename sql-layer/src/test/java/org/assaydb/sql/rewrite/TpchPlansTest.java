package org.assaydb.sql.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;
import org.assaydb.sql.rewrite.Rewrites.Rewrite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The 22 questions of TPC-H: every join has an equality, no sub-query names an outer row. */
class TpchPlansTest {
  private static final Queries QUERIES =
      new Queries(Goldens.resource("/tpch/schema.sql").split(";\\s*"));

  private static final Map<String, Integer> ROWS =
      Map.of(
          "REGION", 5,
          "NATION", 25,
          "SUPPLIER", 10_000,
          "CUSTOMER", 150_000,
          "PART", 200_000,
          "PARTSUPP", 800_000,
          "ORDERS", 1_500_000,
          "LINEITEM", 6_000_000);

  private static RelNode plan(int query) {
    String sql = Goldens.resource(String.format(Locale.ROOT, "/tpch/%02d.sql", query));
    RelNode plan = QUERIES.plan(sql.replace("${FRACTION}", "0.0001"));
    RowEstimates rows =
        RowEstimates.ofTables(scan -> ROWS.get(scan.getTable().getQualifiedName().get(1)));
    RelNode after = new Rewrites(EnumSet.allOf(Rewrite.class), rows).apply(plan);
    assertThat(after.getRowType().getFullTypeString())
        .isEqualTo(plan.getRowType().getFullTypeString());
    return after;
  }

  private static void forEach(RelNode rel, Consumer<RelNode> action) {
    action.accept(rel);
    rel.getInputs().forEach(input -> forEach(input, action));
  }

  @ParameterizedTest
  @ValueSource(
      ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22})
  void joinsByEqualityAndNamesNoOuterRow(int query) {
    RelNode after = plan(query);
    String text = Queries.text(after);
    assertThat(text).doesNotContain("$cor");
    forEach(
        after,
        rel -> {
          if (rel instanceof Join join) {
            assertThat(Conjuncts.of(join.getCondition()))
                .as(text)
                .anyMatch(conjunct -> isBetweenSides(join, conjunct));
          }
        });
  }

  private static boolean isBetweenSides(Join join, RexNode conjunct) {
    if (conjunct.getKind() != SqlKind.EQUALS) {
      return false;
    }
    int width = join.getLeft().getRowType().getFieldCount();
    ImmutableBitSet a = References.of(((RexCall) conjunct).getOperands().get(0));
    ImmutableBitSet b = References.of(((RexCall) conjunct).getOperands().get(1));
    return !a.isEmpty()
        && !b.isEmpty()
        && (a.nth(0) >= width || b.nth(0) >= width)
        && (a.length() <= width || b.length() <= width);
  }

  @Test
  void plansAreAsTheyWereLookedAt() {
    Goldens.check("/tpch/plans.txt", query -> Queries.text(plan(Integer.parseInt(query))));
  }
}
