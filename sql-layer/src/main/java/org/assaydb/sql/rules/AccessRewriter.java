package org.assaydb.sql.rules;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Sort;
import org.assaydb.sql.rewrite.Correlations;
import org.jspecify.annotations.Nullable;

/** Replaces scans, and joins with few outer rows, by accesses to indexes: tries rule after rule. */
public final class AccessRewriter {
  private final AccessContext context;
  private final TableRead tables;
  private final OrderedRead ordered;
  private final LookupRead lookups;

  public AccessRewriter(AccessContext context) {
    this.context = context;
    tables = new TableRead(context);
    ordered = new OrderedRead(context);
    lookups = new LookupRead(context);
  }

  /** The same rows in the same order, from indexes where a rule finds one. */
  public RelNode rewrite(RelNode rel) {
    TableChain chain = TableChain.of(rel);
    if (chain != null && chain.table().history != null) {
      return HistoryRead.over(chain, AccessChooser.of(chain, context), context.builder());
    }
    if (chain != null) {
      return tables.of(chain);
    }
    RelNode replaced = replaced(rel);
    if (replaced != null) {
      return replaced;
    }
    if (rel instanceof Correlate correlate) {
      return correlate(correlate);
    }
    RelNode column =
        rel instanceof Aggregate aggregate ? CountRead.input(context.builder(), aggregate) : null;
    if (column != null) {
      return rel.copy(rel.getTraitSet(), List.of(rewrite(column)));
    }
    List<RelNode> inputs = new ArrayList<>();
    rel.getInputs().forEach(input -> inputs.add(rewrite(input)));
    RelNode looked =
        rel instanceof Join join && context.useIndexes()
            ? lookups.of(join, inputs.get(0), inputs.get(1))
            : null;
    if (looked != null) {
      return looked;
    }
    return inputs.equals(rel.getInputs()) ? rel : rel.copy(rel.getTraitSet(), inputs);
  }

  /** Notes the fields that the right side reads while it still shows them all. */
  private RelNode correlate(Correlate correlate) {
    CorrelationId id = correlate.getCorrelationId();
    return correlate.copy(
        correlate.getTraitSet(),
        rewrite(correlate.getLeft()),
        rewrite(correlate.getRight()),
        id,
        Correlations.of(correlate.getRight()).of(List.of(id)),
        correlate.getJoinType());
  }

  /** What a rule puts in the place of an operator and all below it; null when none applies. */
  private @Nullable RelNode replaced(RelNode rel) {
    if (rel instanceof Sort sort) {
      return ordered.of(sort);
    }
    if (rel instanceof Aggregate aggregate && context.useIndexes()) {
      RelNode totals = TotalsRead.of(context, aggregate);
      return totals == null ? ExtremeRead.of(context, aggregate) : totals;
    }
    return null;
  }
}
