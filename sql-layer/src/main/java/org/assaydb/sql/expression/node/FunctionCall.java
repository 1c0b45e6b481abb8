package org.assaydb.sql.expression.node;

import java.util.List;
import org.assaydb.sql.expression.Evaluation;
import org.assaydb.sql.expression.Expression;
import org.assaydb.sql.function.Invocation;
import org.assaydb.sql.function.ScalarFunction;
import org.assaydb.sql.vector.Batch;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.Vector;
import org.assaydb.sql.vector.Vectors;
import org.jspecify.annotations.Nullable;

/** A call of a function, which decides itself what NULL means. */
public final class FunctionCall implements Expression {
  private final String name;
  private final ScalarFunction function;
  private final List<Expression> operands;
  private final ValueType type;
  private final boolean canFail;
  private final int @Nullable [] columns;

  private FunctionCall(
      String name,
      ScalarFunction function,
      List<Expression> operands,
      ValueType type,
      boolean canFail) {
    this.name = name;
    this.function = function;
    this.operands = List.copyOf(operands);
    this.type = type;
    this.canFail = canFail;
    this.columns = Operands.columns(operands);
  }

  /** A call whose function throws for no value. */
  public static Expression safe(
      String name, ScalarFunction function, List<Expression> operands, ValueType type) {
    return of(new FunctionCall(name, function, operands, type, Operands.canFail(operands)));
  }

  /** A call whose function may throw, or is dear. */
  public static Expression risky(
      String name, ScalarFunction function, List<Expression> operands, ValueType type) {
    return of(new FunctionCall(name, function, operands, type, true));
  }

  private static Expression of(FunctionCall call) {
    return Operands.areFixed(call.operands) ? new Folded(call) : call;
  }

  @Override
  public ValueType type() {
    return type;
  }

  @Override
  public Vector evaluate(Batch batch, Evaluation evaluation) {
    if (batch.rows() == 0) {
      return Vectors.nulls(type.layout(), 0);
    }
    Vector[] values = new Vector[operands.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = operands.get(i).evaluate(batch, evaluation);
    }
    Invocation run = new Invocation(evaluation.timeMicros(), evaluation::checkInterrupted);
    return function.apply(values, batch.rows(), run);
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
    return name + operands;
  }
}
