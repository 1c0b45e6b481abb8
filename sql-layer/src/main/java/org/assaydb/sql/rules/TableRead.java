package org.assaydb.sql.rules;

import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexUtil;
import org.assaydb.sql.access.IndexScan;
import org.assaydb.sql.access.TableAccess;
import org.jspecify.annotations.Nullable;

/** A table with conditions becomes a read of one index, the conditions above it where needed. */
final class TableRead {
  private final RexBuilder builder;
  private final boolean useIndexes;

  TableRead(RexBuilder builder, boolean useIndexes) {
    this.builder = builder;
    this.useIndexes = useIndexes;
  }

  RelNode of(TableChain chain) {
    return of(chain, new AccessChooser(chain, builder, useIndexes).choose(List.of(), false), null);
  }

  /** A read by bounds, when it takes fewer rows than {@code choice}. */
  SkipChooser.@Nullable Choice skip(TableChain chain, AccessChooser.Choice choice) {
    if (!useIndexes || choice.exact()) {
      return null;
    }
    SkipChooser.Choice skip =
        SkipChooser.choose(chain, new AccessChooser(chain, builder, useIndexes), builder);
    return skip != null && skip.rows() < choice.rows() ? skip : null;
  }

  /** {@code limit} is of rows that need no filter, null for all rows. */
  RelNode of(TableChain chain, AccessChooser.Choice choice, TableAccess.@Nullable Limit limit) {
    SkipChooser.Choice skip = limit == null ? skip(chain, choice) : null;
    TableAccess access =
        skip == null ? choice.access(chain.table(), chain.columns(), limit) : skip.access();
    double rows = skip == null ? choice.rows() : skip.rows();
    RelNode scan =
        new IndexScan(chain.base().getCluster(), access, chain.base().getRowType(), rows);
    if (choice.exact() || chain.conjuncts().isEmpty()) {
      return scan;
    }
    return LogicalFilter.create(scan, RexUtil.composeConjunction(builder, chain.conjuncts()));
  }
}
