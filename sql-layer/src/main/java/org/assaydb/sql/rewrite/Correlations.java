package org.assaydb.sql.rewrite;

import com.google.common.collect.ImmutableSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/** Fields of outer rows that plans and expressions use, also deep inside of sub-queries. */
public final class Correlations {
  /** The fields used, by the variable that stands for the outer row. */
  private final Map<CorrelationId, ImmutableBitSet.Builder> fields = new HashMap<>();

  private final RexShuttle reader = new FieldShuttle(this::record);

  private Correlations() {}

  /** Those of a logical plan: what an access to an index compares with is no longer seen. */
  public static Correlations of(RelNode rel) {
    Correlations uses = new Correlations();
    mapped(rel, uses.reader);
    return uses;
  }

  static Correlations of(Collection<? extends RexNode> nodes) {
    Correlations uses = new Correlations();
    nodes.forEach(node -> node.accept(uses.reader));
    return uses;
  }

  private @Nullable RexNode record(RexCorrelVariable variable, int field) {
    ImmutableBitSet.Builder used =
        fields.computeIfAbsent(variable.id, id -> ImmutableBitSet.builder());
    if (field >= 0) {
      used.set(field);
    } else {
      used.set(0, variable.getType().getFieldCount());
    }
    return null;
  }

  /** Those of some variables that expressions use. */
  static ImmutableSet<CorrelationId> used(
      Collection<? extends RexNode> nodes, Set<CorrelationId> variables) {
    if (variables.isEmpty()) {
      return ImmutableSet.of();
    }
    Set<CorrelationId> used = of(nodes).fields.keySet();
    return variables.stream().filter(used::contains).collect(ImmutableSet.toImmutableSet());
  }

  /** Whether one of some variables is used. */
  boolean use(Collection<CorrelationId> variables) {
    return variables.stream().anyMatch(fields::containsKey);
  }

  /** Fields used of some variables. */
  public ImmutableBitSet of(Iterable<CorrelationId> variables) {
    ImmutableBitSet all = ImmutableBitSet.of();
    for (CorrelationId variable : variables) {
      ImmutableBitSet.Builder used = fields.get(variable);
      all = used == null ? all : all.union(used.build());
    }
    return all;
  }

  /** A plan with all its expressions mapped, also inside of sub-queries. */
  static RelNode mapped(RelNode rel, RexShuttle shuttle) {
    return Nodes.mapInputs(rel, input -> mapped(input, shuttle)).accept(shuttle);
  }

  /** Maps what sub-queries name of a row to the places where it is now. */
  static RexShuttle over(Pruned row, Collection<CorrelationId> variables) {
    RexBuilder builder = row.rel().getCluster().getRexBuilder();
    RelDataType type = row.rel().getRowType();
    return new FieldShuttle(
        (variable, field) ->
            field < 0 || !variables.contains(variable.id)
                ? null
                : builder.makeFieldAccess(
                    builder.makeCorrel(type, variable.id), row.places()[field]));
  }

  /** Replaces fields of outer rows. */
  static final class FieldShuttle extends RexShuttle {
    private final BiFunction<RexCorrelVariable, Integer, @Nullable RexNode> replacement;

    /**
     * @param replacement of a field, or of the whole row when the field is -1; null for itself
     */
    FieldShuttle(BiFunction<RexCorrelVariable, Integer, @Nullable RexNode> replacement) {
      this.replacement = replacement;
    }

    @Override
    public RexNode visitFieldAccess(RexFieldAccess access) {
      if (!(access.getReferenceExpr() instanceof RexCorrelVariable variable)) {
        return super.visitFieldAccess(access);
      }
      RexNode other = replacement.apply(variable, access.getField().getIndex());
      return other == null ? access : other;
    }

    @Override
    public RexNode visitCorrelVariable(RexCorrelVariable variable) {
      RexNode other = replacement.apply(variable, -1);
      return other == null ? variable : other;
    }

    @Override
    public RexNode visitSubQuery(RexSubQuery subQuery) {
      RexSubQuery outside = (RexSubQuery) super.visitSubQuery(subQuery);
      RelNode inside = mapped(outside.rel, this);
      return inside == outside.rel ? outside : outside.clone(inside);
    }
  }
}
