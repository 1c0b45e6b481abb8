package org.assaydb.sql.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.logical.LogicalCorrelate;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Takes fields away that nobody reads, in one pass: what is needed goes down, what is left comes
 * up. A scan gets a projection of columns right above it, the form that index selection knows.
 * Aggregate calls and window functions that nobody reads are not computed.
 */
final class ColumnPruning {
  /** Prunes the plans of sub-queries inside an expression. */
  private final RexShuttle subQueries =
      new RexShuttle() {
        @Override
        public RexNode visitSubQuery(RexSubQuery subQuery) {
          RexSubQuery outside = (RexSubQuery) super.visitSubQuery(subQuery);
          return outside.clone(
              outside.getKind() == SqlKind.EXISTS
                  ? pruned(outside.rel, ImmutableBitSet.of()).rel()
                  : rewrite(outside.rel));
        }
      };

  /** The same rows with the same fields. */
  RelNode rewrite(RelNode rel) {
    ImmutableBitSet all = allFields(rel);
    return pruned(rel, all).exactly(all).rel();
  }

  private static ImmutableBitSet allFields(RelNode rel) {
    return ImmutableBitSet.range(rel.getRowType().getFieldCount());
  }

  /** The same number of rows with at least the needed fields, or any field when none is needed. */
  private Pruned pruned(RelNode rel, ImmutableBitSet needed) {
    if (rel instanceof Project project) {
      return project(project, needed);
    }
    if (rel instanceof Filter filter) {
      return filter(filter, needed);
    }
    if (rel instanceof Join join) {
      return new JoinPruning(join, needed).pruned();
    }
    if (rel instanceof Aggregate aggregate) {
      return AggregatePruning.pruned(aggregate, needed, this::pruned);
    }
    if (rel instanceof SetOp operation) {
      return setOperation(operation, needed);
    }
    if (rel instanceof Sort sort) {
      return sort(sort, needed);
    }
    if (rel instanceof TableScan) {
      return scan(rel, needed);
    }
    if (rel instanceof LogicalCorrelate correlate) {
      return correlate(correlate, needed);
    }
    return Pruned.whole(Nodes.mapInputs(rel.accept(subQueries), this::rewrite));
  }

  private static Pruned scan(RelNode scan, ImmutableBitSet needed) {
    ImmutableBitSet fields = needed.isEmpty() ? ImmutableBitSet.of(0) : needed;
    return Pruned.whole(scan).exactly(fields);
  }

  private Pruned project(Project project, ImmutableBitSet needed) {
    int width = project.getProjects().size();
    if (needed.isEmpty()) {
      return Pruned.of(pruned(project.getInput(), needed).rel(), needed, width);
    }
    List<RexNode> expressions = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int field : needed) {
      expressions.add(project.getProjects().get(field).accept(subQueries));
      names.add(project.getRowType().getFieldNames().get(field));
    }
    Set<CorrelationId> variables = project.getVariablesSet();
    Pruned input = input(project.getInput(), expressions, variables, ImmutableBitSet.of());
    List<RexNode> over = over(input, expressions, variables);
    LogicalProject rest =
        LogicalProject.create(
            input.rel(), project.getHints(), over, names, Correlations.used(over, variables));
    return Pruned.of(Projections.merged(rest), needed, width);
  }

  private Pruned filter(Filter filter, ImmutableBitSet needed) {
    List<RexNode> condition = List.of(filter.getCondition().accept(subQueries));
    Set<CorrelationId> variables = filter.getVariablesSet();
    Pruned input = input(filter.getInput(), condition, variables, needed);
    RelNode rest = Conjuncts.filter(input.rel(), over(input, condition, variables), variables);
    return new Pruned(rest, input.places());
  }

  /** The input of expressions, with the fields that they and others need. */
  private Pruned input(
      RelNode input,
      List<RexNode> expressions,
      Set<CorrelationId> variables,
      ImmutableBitSet others) {
    ImmutableBitSet needed = others.union(References.of(expressions));
    if (!variables.isEmpty()) {
      needed = needed.union(Correlations.of(expressions).of(variables));
    }
    return pruned(input, needed);
  }

  /** Expressions over the fields that an input still has. */
  private List<RexNode> over(
      Pruned input, List<RexNode> expressions, Set<CorrelationId> variables) {
    RexShuttle outer = Correlations.over(input, variables);
    List<RexNode> over = new ArrayList<>();
    for (RexNode expression : expressions) {
      RexNode mapped = input.mapped(expression);
      over.add(variables.isEmpty() ? mapped : mapped.accept(outer));
    }
    return over;
  }

  private Pruned setOperation(SetOp operation, ImmutableBitSet needed) {
    ImmutableBitSet fields = allFields(operation);
    int width = fields.cardinality();
    if (operation instanceof Union && operation.all) {
      fields = needed.isEmpty() ? ImmutableBitSet.of(0) : needed;
    }
    List<RelNode> inputs = new ArrayList<>();
    for (RelNode input : operation.getInputs()) {
      inputs.add(pruned(input, fields).exactly(fields).rel());
    }
    return Pruned.of(operation.copy(operation.getTraitSet(), inputs), fields, width);
  }

  private Pruned sort(Sort sort, ImmutableBitSet needed) {
    List<RelFieldCollation> keys = sort.getCollation().getFieldCollations();
    ImmutableBitSet all =
        needed.union(ImmutableBitSet.of(RelCollations.ordinals(sort.getCollation())));
    Pruned input = pruned(sort.getInput(), all).narrowed(all);
    List<RelFieldCollation> mapped = new ArrayList<>();
    keys.forEach(key -> mapped.add(key.withFieldIndex(input.places()[key.getFieldIndex()])));
    RelNode rest =
        LogicalSort.create(input.rel(), RelCollations.of(mapped), sort.offset, sort.fetch);
    return new Pruned(rest, input.places());
  }

  private Pruned correlate(LogicalCorrelate correlate, ImmutableBitSet needed) {
    List<CorrelationId> variable = List.of(correlate.getCorrelationId());
    int width = correlate.getLeft().getRowType().getFieldCount();
    int rightWidth = correlate.getRight().getRowType().getFieldCount();
    ImmutableBitSet ofRight =
        needed.intersect(ImmutableBitSet.range(width, width + rightWidth)).shift(-width);
    Pruned right = pruned(correlate.getRight(), ofRight);
    ImmutableBitSet outer = Correlations.of(right.rel()).of(variable);
    ImmutableBitSet ofLeft = needed.intersect(ImmutableBitSet.range(width)).union(outer);
    Pruned left = pruned(correlate.getLeft(), ofLeft).narrowed(ofLeft);
    RelNode rest =
        correlate.copy(
            correlate.getTraitSet(),
            left.rel(),
            Correlations.mapped(right.rel(), Correlations.over(left, variable)),
            correlate.getCorrelationId(),
            left.mapped(outer),
            correlate.getJoinType());
    return new Pruned(
        rest, JoinPruning.places(left, right, correlate.getRowType().getFieldCount()));
  }

  /** One join. */
  private final class JoinPruning {
    private final Join join;
    private final ImmutableBitSet needed;

    JoinPruning(Join join, ImmutableBitSet needed) {
      this.join = join;
      this.needed = needed;
    }

    Pruned pruned() {
      RexNode condition = join.getCondition().accept(subQueries);
      int width = join.getLeft().getRowType().getFieldCount();
      int all = width + join.getRight().getRowType().getFieldCount();
      // The row that a sub-query in a condition may name is not touched.
      ImmutableBitSet read =
          join.getVariablesSet().isEmpty()
              ? needed.union(References.of(condition))
              : ImmutableBitSet.range(all);
      Pruned left = side(join.getLeft(), read.intersect(ImmutableBitSet.range(width)));
      Pruned right =
          side(join.getRight(), read.intersect(ImmutableBitSet.range(width, all)).shift(-width));
      int[] places = places(left, right, all);
      RelNode rest =
          join.copy(
              join.getTraitSet(),
              References.mapped(condition, field -> places[field]),
              left.rel(),
              right.rel(),
              join.getJoinType(),
              join.isSemiJoinDone());
      return new Pruned(rest, java.util.Arrays.copyOf(places, join.getRowType().getFieldCount()));
    }

    private Pruned side(RelNode input, ImmutableBitSet fields) {
      return ColumnPruning.this.pruned(input, fields).narrowed(fields);
    }

    static int[] places(Pruned left, Pruned right, int count) {
      int width = left.places().length;
      int[] places = new int[count];
      for (int i = 0; i < count; i++) {
        int inRight = i < width ? -1 : right.places()[i - width];
        places[i] = i < width ? left.places()[i] : inRight < 0 ? -1 : left.width() + inRight;
      }
      return places;
    }
  }
}
