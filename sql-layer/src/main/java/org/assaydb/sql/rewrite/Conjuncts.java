package org.assaydb.sql.rewrite;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** Conditions as lists of conjuncts, in the order in which they guard each other. */
final class Conjuncts {
  private Conjuncts() {}

  /** The conjuncts of a condition without literals TRUE. */
  static List<RexNode> of(RexNode condition) {
    List<RexNode> conjuncts = operands(condition, SqlKind.AND);
    conjuncts.removeIf(c -> c instanceof RexLiteral && c.isAlwaysTrue());
    return conjuncts;
  }

  /** The operands of nested calls of an associative operator, from left to right. */
  static List<RexNode> operands(RexNode node, SqlKind kind) {
    List<RexNode> operands = new ArrayList<>();
    Deque<RexNode> open = new ArrayDeque<>();
    open.push(node);
    while (!open.isEmpty()) {
      RexNode next = open.pop();
      if (next.getKind() == kind) {
        List<RexNode> parts = ((RexCall) next).getOperands();
        for (int i = parts.size() - 1; i >= 0; i--) {
          open.push(parts.get(i));
        }
      } else {
        operands.add(next);
      }
    }
    return operands;
  }

  static RexNode and(RexBuilder builder, List<RexNode> conjuncts) {
    return combined(builder, SqlStdOperatorTable.AND, conjuncts);
  }

  static RexNode or(RexBuilder builder, List<RexNode> disjuncts) {
    return combined(builder, SqlStdOperatorTable.OR, disjuncts);
  }

  private static RexNode combined(RexBuilder builder, SqlOperator operator, List<RexNode> parts) {
    if (parts.isEmpty()) {
      return builder.makeLiteral(operator == SqlStdOperatorTable.AND);
    }
    return parts.size() == 1 ? parts.get(0) : builder.makeCall(operator, parts);
  }

  /** The rows for which all conjuncts are true. */
  static RelNode filter(RelNode input, List<RexNode> conjuncts) {
    return filter(input, conjuncts, Set.of());
  }

  /**
   * The same where sub-queries name the row.
   *
   * @param variables that may stand for the row
   */
  static RelNode filter(RelNode input, List<RexNode> conjuncts, Set<CorrelationId> variables) {
    return conjuncts.isEmpty()
        ? input
        : LogicalFilter.create(
            input,
            and(input.getCluster().getRexBuilder(), conjuncts),
            Correlations.used(conjuncts, variables));
  }

  /**
   * Conjuncts equal to one conjunct: what all branches of a disjunction have in common comes first,
   * then the disjunction of what is left of them. {@code (a AND b) OR (a AND c)} gives {@code a, b
   * OR c}, without which TPC-H's question 19 has no equality to join by.
   */
  static List<RexNode> factored(RexBuilder builder, RexNode conjunct) {
    if (conjunct.getKind() != SqlKind.OR) {
      return List.of(conjunct);
    }
    List<RexNode> branches = operands(conjunct, SqlKind.OR);
    Set<RexNode> common = null;
    for (RexNode branch : branches) {
      if (common == null) {
        common = new LinkedHashSet<>(of(branch));
        // In front of the others a failing conjunct would lose its guards.
        common.removeIf(Failures::canFail);
      } else {
        common.retainAll(new HashSet<>(of(branch)));
      }
      if (common.isEmpty()) {
        return List.of(conjunct);
      }
    }
    List<RexNode> rest = new ArrayList<>();
    for (RexNode branch : branches) {
      List<RexNode> left = of(branch);
      left.removeAll(common);
      if (left.isEmpty()) {
        return List.copyOf(common);
      }
      rest.add(and(builder, left));
    }
    List<RexNode> factors = new ArrayList<>(common);
    factors.add(or(builder, rest));
    return factors;
  }
}
