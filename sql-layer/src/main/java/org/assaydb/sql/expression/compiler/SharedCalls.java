package org.assaydb.sql.expression.compiler;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexVisitorImpl;

/** Finds the calls that stand in several places of some row expressions. */
final class SharedCalls extends RexVisitorImpl<Void> {
  private final int largest;
  private final Set<RexNode> seen = new HashSet<>();
  private final Set<RexNode> shared = new HashSet<>();

  private SharedCalls(int largest) {
    super(true);
    this.largest = largest;
  }

  /**
   * @param largest number of nodes of a call that is looked for
   */
  static Set<RexNode> of(List<? extends RexNode> nodes, int largest) {
    SharedCalls calls = new SharedCalls(largest);
    for (RexNode node : nodes) {
      node.accept(calls);
    }
    return calls.shared;
  }

  @Override
  public Void visitCall(RexCall call) {
    int size = call.nodeCount();
    if (size > 0 && size <= largest && !seen.add(call)) {
      shared.add(call);
      return null;
    }
    return super.visitCall(call);
  }

  @Override
  public Void visitSubQuery(RexSubQuery subQuery) {
    return null;
  }

  @Override
  public Void visitOver(RexOver over) {
    return null;
  }
}
