package org.assaydb.sql.rules;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.sql.SqlKind;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.IndexDef;
import org.assaydb.sql.access.IndexScan;
import org.assaydb.sql.access.TotalsAccess;
import org.assaydb.sql.schema.AssayTable;
import org.assaydb.sql.types.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates that the summaries of an index answer: counts and sums in all or by leading key parts,
 * over conditions that key ranges express exactly.
 */
final class TotalsRead {
  private final AccessContext context;
  private final AggregateChain source;
  private final Aggregate aggregate;
  private final TableChain chain;

  private TotalsRead(AccessContext context, AggregateChain source) {
    this.context = context;
    this.source = source;
    aggregate = source.aggregate();
    chain = source.chain();
  }

  /** A leaf in place of {@code aggregate}; null when no index answers it. */
  static @Nullable RelNode of(AccessContext context, Aggregate aggregate) {
    AggregateChain source = AggregateChain.of(aggregate);
    return source == null ? null : new TotalsRead(context, source).leaf();
  }

  private @Nullable RelNode leaf() {
    List<Integer> groups = new ArrayList<>();
    for (int field : aggregate.getGroupSet()) {
      groups.add(source.column(field, false));
    }
    List<TotalsAccess.Total> totals = new ArrayList<>();
    for (AggregateCall call : aggregate.getAggCallList()) {
      TotalsAccess.Total total = total(call);
      if (total == null) {
        return null;
      }
      totals.add(total);
    }
    if (groups.contains(-1) || totals.isEmpty()) {
      return null;
    }
    AccessChooser chooser = AccessChooser.of(chain, context);
    TotalsAccess best = null;
    double rows = Double.MAX_VALUE;
    for (IndexDef index : chain.table().indexes()) {
      AccessChooser.Choice choice = chooser.consider(index, List.of());
      TotalsAccess access = choice.exact() ? access(index, choice, groups, totals, chooser) : null;
      if (access != null && choice.rows() < rows) {
        best = access;
        rows = choice.rows();
      }
    }
    double estimate = groups.isEmpty() ? 1 : Math.min(rows, AssayTable.ROWS / 100);
    return best == null
        ? null
        : new IndexScan(aggregate.getCluster(), best, aggregate.getRowType(), estimate);
  }

  private TotalsAccess.@Nullable Total total(AggregateCall call) {
    boolean plain = !call.isDistinct() && !call.isApproximate() && call.filterArg < 0;
    RelCollation order = call.getCollation();
    if (!plain || !order.getFieldCollations().isEmpty() || call.getArgList().size() > 1) {
      return null;
    }
    var type = SqlTypes.fromCalcite(call.getType());
    SqlKind kind = call.getAggregation().getKind();
    if (call.getArgList().isEmpty()) {
      boolean count = kind == SqlKind.COUNT;
      return count ? new TotalsAccess.Total(TotalsAccess.Kind.ROWS, -1, type) : null;
    }
    int column = source.column(call.getArgList().get(0), true);
    if (column < 0) {
      return null;
    }
    return switch (kind) {
      case COUNT ->
          chain.table().definition.columns().get(column).nullable()
              ? new TotalsAccess.Total(TotalsAccess.Kind.NON_NULL, column, type)
              : new TotalsAccess.Total(TotalsAccess.Kind.ROWS, -1, type);
      case SUM -> new TotalsAccess.Total(TotalsAccess.Kind.SUM, column, type);
      case AVG ->
          type.kind() == ColumnType.Kind.DECIMAL
              ? new TotalsAccess.Total(TotalsAccess.Kind.AVG, column, type)
              : null;
      case SUM0 -> new TotalsAccess.Total(TotalsAccess.Kind.SUM_OR_ZERO, column, type);
      default -> null;
    };
  }

  private @Nullable TotalsAccess access(
      IndexDef index,
      AccessChooser.Choice choice,
      List<Integer> groups,
      List<TotalsAccess.Total> totals,
      AccessChooser chooser) {
    for (TotalsAccess.Total total : totals) {
      if (total.column() >= 0 && !index.summarized().contains(total.column())) {
        return null;
      }
    }
    // The shortest prefix that holds all group columns; what else it holds must be one value.
    Set<Integer> missing = new HashSet<>(groups);
    int parts = 0;
    while (!missing.isEmpty()) {
      if (parts == index.keyParts().size()) {
        return null;
      }
      int column = index.keyParts().get(parts++).column();
      if (!missing.remove(column) && !groups.contains(column) && !chooser.fixes(column)) {
        return null;
      }
    }
    List<Integer> order = new ArrayList<>();
    for (int column : groups) {
      order.add(index.keyParts().stream().map(IndexDef.KeyPart::column).toList().indexOf(column));
    }
    return new TotalsAccess(
        chain.table().definition,
        chain.table().snapshot,
        index,
        choice.ranges(),
        parts,
        order,
        totals);
  }
}
