package org.assaydb.sql.expression.node;

import java.util.ArrayList;
import java.util.List;
import org.assaydb.sql.expression.Evaluation;
import org.assaydb.sql.expression.Expression;
import org.assaydb.sql.vector.Batch;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.Vector;
import org.jspecify.annotations.Nullable;

/**
 * CASE: the value of the first branch whose condition is TRUE. Conditions and values are asked for
 * only where no branch before them was taken, as far as one could tell.
 */
public final class CaseExpression implements Expression {
  /** WHEN condition THEN value. */
  public record Branch(Expression condition, Expression value) {}

  private final ValueType type;
  private final List<Branch> branches;
  private final Expression otherwise;
  private final boolean canFail;
  private final int @Nullable [] columns;

  /** All values are of one type. */
  public CaseExpression(List<Branch> branches, Expression otherwise) {
    this.type = otherwise.type();
    this.branches = List.copyOf(branches);
    this.otherwise = otherwise;
    List<Expression> all = new ArrayList<>();
    for (Branch branch : branches) {
      all.add(branch.condition());
      all.add(branch.value());
    }
    all.add(otherwise);
    this.canFail = Operands.canFail(all);
    this.columns = Operands.columns(all);
  }

  @Override
  public ValueType type() {
    return type;
  }

  @Override
  public Vector evaluate(Batch batch, Evaluation evaluation) {
    OpenRows open = new OpenRows(batch, evaluation, type.layout());
    for (Branch branch : branches) {
      if (!open.isEmpty()) {
        open.where(branch.condition(), branch.value());
      }
    }
    open.otherwise(otherwise);
    return open.build();
  }

  @Override
  public boolean canFail() {
    return canFail;
  }

  @Override
  public int @Nullable [] columns() {
    return columns;
  }

  @Override
  public String toString() {
    return "CASE" + branches + " ELSE " + otherwise;
  }
}
