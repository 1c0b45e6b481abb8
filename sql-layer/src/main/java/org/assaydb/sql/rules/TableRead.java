package org.assaydb.sql.rules;

import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexUtil;
import org.assaydb.sql.access.IndexScan;
import org.assaydb.sql.access.TableAccess;
import org.jspecify.annotations.Nullable;

/** A table with conditions becomes a read of one index, the conditions above it where needed. */
final class TableRead {
  private final AccessContext context;

  TableRead(AccessContext context) {
    this.context = context;
  }

  RelNode of(TableChain chain) {
    return of(chain, AccessChooser.of(chain, context).choose(List.of(), false), null);
  }

  /** A read by bounds, when it takes fewer rows than {@code choice}. */
  SkipChooser.@Nullable Choice skip(TableChain chain, AccessChooser.Choice choice) {
    if (!context.useIndexes() || choice.exact()) {
      return null;
    }
    SkipChooser.Choice skip = SkipChooser.choose(chain, context);
    return skip != null && skip.cost() < choice.cost(false, false) ? skip : null;
  }

  /** {@code limit} is of rows that need no filter, null for all rows. */
  RelNode of(TableChain chain, AccessChooser.Choice choice, TableAccess.@Nullable Limit limit) {
    SkipChooser.Choice skip = limit == null ? skip(chain, choice) : null;
    TableAccess access = skip == null ? choice.access(limit) : skip.access();
    double rows = skip == null ? choice.rows() : skip.rows();
    RelNode scan =
        new IndexScan(chain.base().getCluster(), access, chain.base().getRowType(), rows);
    if (choice.exact() || chain.conjuncts().isEmpty()) {
      return scan;
    }
    return LogicalFilter.create(
        scan, RexUtil.composeConjunction(context.builder(), chain.conjuncts()));
  }
}
