package org.assaydb.sql.rules;

import java.util.List;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.sql.SqlKind;
import org.assaydb.proofs.schema.IndexDef;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.sql.access.IndexScan;
import org.assaydb.sql.access.TableAccess;
import org.assaydb.sql.expression.node.Constant;
import org.assaydb.sql.vector.ValueType;
import org.jspecify.annotations.Nullable;

/** MIN or MAX of one column from the first row of an index, or from the bounds of the column. */
final class ExtremeRead {
  private final AccessContext context;
  private final AggregateChain source;
  private final Aggregate aggregate;
  private final TableChain chain;

  private ExtremeRead(AccessContext context, AggregateChain source) {
    this.context = context;
    this.source = source;
    aggregate = source.aggregate();
    chain = source.chain();
  }

  /**
   * The rows from which MIN or MAX of one column follows, in place of all: the first of an index in
   * the order of the column, or of a column with bounds. Null when there is no such index.
   */
  static @Nullable RelNode of(AccessContext context, Aggregate aggregate) {
    AggregateChain source = AggregateChain.of(aggregate);
    if (source == null || aggregate.getGroupCount() > 0 || aggregate.getAggCallList().size() != 1) {
      return null;
    }
    AggregateCall call = aggregate.getAggCallList().get(0);
    SqlKind kind = call.getAggregation().getKind();
    if ((kind != SqlKind.MIN && kind != SqlKind.MAX) || call.filterArg >= 0) {
      return null;
    }
    int column = source.column(call.getArgList().get(0), true);
    return column < 0
        ? null
        : new ExtremeRead(context, source).extreme(column, kind == SqlKind.MAX);
  }

  private @Nullable RelNode extreme(int column, boolean greatest) {
    TableDef table = chain.table().definition;
    TableAccess.Limit one =
        new TableAccess.Limit(null, new Constant(ValueType.of(ValueType.Kind.BIGINT), 1L), "1");
    AccessChooser chooser = AccessChooser.of(chain, context);
    RelFieldCollation order =
        new RelFieldCollation(
            column,
            greatest
                ? RelFieldCollation.Direction.DESCENDING
                : RelFieldCollation.Direction.ASCENDING,
            RelFieldCollation.NullDirection.LAST);
    AccessChooser notNull =
        table.columns().get(column).nullable() ? chooser.withNotNull(column) : chooser;
    for (IndexDef index : chain.table().indexes()) {
      AccessChooser.Choice choice = notNull.consider(index, List.of(order));
      // Without NULLs in the ranges their place in the order does not matter.
      AccessChooser.Choice ordered =
          choice.ordered() ? choice : notNull.consider(index, List.of(nullsFirst(order)));
      if (choice.exact() && ordered.ordered()) {
        return over(ordered.access(one));
      }
    }
    for (IndexDef index : chain.table().indexes()) {
      TableAccess top = TopAccess.of(chooser, chain, index, column, greatest, one);
      if (top != null) {
        return over(top);
      }
    }
    return null;
  }

  private static RelFieldCollation nullsFirst(RelFieldCollation order) {
    return new RelFieldCollation(
        order.getFieldIndex(), order.getDirection(), RelFieldCollation.NullDirection.FIRST);
  }

  private RelNode over(TableAccess access) {
    RelNode rel = new IndexScan(aggregate.getCluster(), access, chain.base().getRowType(), 1);
    for (int i = source.projects().size() - 1; i >= 0; i--) {
      Project project = source.projects().get(i);
      rel = project.copy(project.getTraitSet(), List.of(rel));
    }
    return aggregate.copy(aggregate.getTraitSet(), List.of(rel));
  }
}
