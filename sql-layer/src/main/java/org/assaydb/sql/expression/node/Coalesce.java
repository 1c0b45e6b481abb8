package org.assaydb.sql.expression.node;

import java.util.List;
import org.assaydb.sql.expression.Evaluation;
import org.assaydb.sql.expression.Expression;
import org.assaydb.sql.vector.Batch;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.Vector;
import org.jspecify.annotations.Nullable;

/** The first value that is not NULL; later ones are asked for only where all before are NULL. */
public final class Coalesce implements Expression {
  private final List<Expression> operands;
  private final boolean canFail;
  private final int @Nullable [] columns;

  /** At least one operand, all of one type. */
  public Coalesce(List<Expression> operands) {
    this.operands = List.copyOf(operands);
    this.canFail = Operands.canFail(operands);
    this.columns = Operands.columns(operands);
  }

  @Override
  public ValueType type() {
    return operands.get(0).type();
  }

  @Override
  public Vector evaluate(Batch batch, Evaluation evaluation) {
    OpenRows open = new OpenRows(batch, evaluation, type().layout());
    for (Expression operand : operands) {
      if (!open.isEmpty()) {
        open.whereNotNull(operand);
      }
    }
    open.otherwiseNull();
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
    return "COALESCE" + operands;
  }
}
