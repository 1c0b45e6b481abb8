package org.assaydb.sql.frontend;

import org.apache.calcite.plan.RelOptPredicateList;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * What Calcite may derive from a plan: estimates of row counts. Unique columns and predicates,
 * which it asks for while it converts, are not derived: nothing in a plan may rest on inferences
 * that nobody checks, and they cost more than the conversion.
 */
final class RowCounts extends RelMetadataQuery {
  @Override
  public @Nullable Boolean areColumnsUnique(
      RelNode rel, ImmutableBitSet columns, boolean ignoreNulls) {
    return null;
  }

  @Override
  public RelOptPredicateList getPulledUpPredicates(RelNode rel) {
    return RelOptPredicateList.EMPTY;
  }
}
