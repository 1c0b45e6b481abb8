package org.assaydb.sql.rules;

import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexUtil;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.sql.access.HistoryAccess;
import org.assaydb.sql.access.IndexScan;
import org.assaydb.sql.schema.HistoryWindow;

/** A table with a window of heights becomes a read of all versions, from its primary index. */
final class HistoryRead {
  private HistoryRead() {}

  /** The leaf, and the conditions that its ranges do not express above it. */
  static RelNode over(TableChain chain, AccessChooser chooser, RexBuilder builder) {
    HistoryWindow window = chain.table().history;
    if (window == null) {
      throw new IllegalArgumentException("no history");
    }
    TableDef table = chain.table().definition;
    AccessChooser.Choice choice = chooser.consider(table.primaryIndex(), List.of());
    HistoryAccess access = new HistoryAccess(table, window, chain.columns(), choice.ranges());
    RelNode scan =
        new IndexScan(chain.base().getCluster(), access, chain.base().getRowType(), choice.rows());
    return choice.exact() || chain.conjuncts().isEmpty()
        ? scan
        : LogicalFilter.create(scan, RexUtil.composeConjunction(builder, chain.conjuncts()));
  }
}
