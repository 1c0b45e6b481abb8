package org.assaydb.sql.execution;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelVisitor;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.assaydb.sql.subquery.OuterFields;
import org.assaydb.sql.vector.ValueType;

/** Finds the fields of outer rows that a logical plan uses. */
final class Correlations {
  private final Set<OuterFields.Field> used = new LinkedHashSet<>();
  private final Set<Integer> defined = new HashSet<>();

  private Correlations() {}

  /** Fields of rows outside of {@code rel}, in no order. */
  private static Set<OuterFields.Field> of(RelNode rel) {
    Correlations found = new Correlations();
    found.visit(rel);
    found.used.removeIf(field -> found.defined.contains(field.correlation()));
    return found.used;
  }

  /**
   * What a sub-query takes from outside.
   *
   * @param farther correlation variables of the rows farther out; all others stand for the row at
   *     hand
   * @param types of the columns of the row at hand
   */
  static OuterFields of(RelNode rel, Set<Integer> farther, List<ValueType> types) {
    List<OuterFields.Field> fromFarther = new ArrayList<>();
    Set<Integer> near = new TreeSet<>();
    Set<Integer> columns = new TreeSet<>();
    for (OuterFields.Field field : of(rel)) {
      if (farther.contains(field.correlation())) {
        fromFarther.add(field);
      } else {
        near.add(field.correlation());
        columns.add(field.field());
      }
    }
    return new OuterFields(
        List.copyOf(near),
        types.size(),
        columns.stream().mapToInt(Integer::intValue).toArray(),
        columns.stream().map(types::get).toList(),
        fromFarther);
  }

  private void visit(RelNode rel) {
    new RelVisitor() {
      @Override
      public void visit(
          RelNode node, int ordinal, @org.jspecify.annotations.Nullable RelNode parent) {
        define(node);
        node.accept(expressions);
        super.visit(node, ordinal, parent);
      }
    }.go(rel);
  }

  private void define(RelNode node) {
    if (node instanceof Correlate correlate) {
      defined.add(correlate.getCorrelationId().getId());
    } else if (node instanceof Filter || node instanceof Project || node instanceof Join) {
      for (CorrelationId id : node.getVariablesSet()) {
        defined.add(id.getId());
      }
    }
  }

  private final RexShuttle expressions =
      new RexShuttle() {
        @Override
        public RexNode visitFieldAccess(RexFieldAccess access) {
          if (access.getReferenceExpr() instanceof RexCorrelVariable variable) {
            used.add(new OuterFields.Field(variable.id.getId(), access.getField().getIndex()));
          }
          return super.visitFieldAccess(access);
        }

        @Override
        public RexNode visitSubQuery(RexSubQuery query) {
          Correlations.this.visit(query.rel);
          return super.visitSubQuery(query);
        }
      };
}
