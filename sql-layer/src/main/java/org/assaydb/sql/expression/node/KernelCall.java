package org.assaydb.sql.expression.node;

import java.util.List;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.expression.Evaluation;
import org.assaydb.sql.expression.Expression;
import org.assaydb.sql.expression.FixedExpression;
import org.assaydb.sql.expression.kernel.Kernel;
import org.assaydb.sql.vector.Batch;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.Vector;
import org.assaydb.sql.vector.Vectors;
import org.jspecify.annotations.Nullable;

/** A call that is NULL when an operand is. Fixed operands are evaluated once, not for each row. */
public final class KernelCall implements Expression {
  private final String name;
  private final Kernel kernel;
  private final List<Expression> operands;
  private final ValueType type;
  private final boolean canFail;
  private final int @Nullable [] columns;

  private KernelCall(String name, Kernel kernel, List<Expression> operands, ValueType type) {
    this.name = name;
    this.kernel = kernel;
    this.operands = operands;
    this.type = type;
    this.canFail = kernel.canFail() || Operands.canFail(operands);
    this.columns = Operands.columns(operands);
  }

  /**
   * A call that is computed now when all operands are constants, unless that fails.
   *
   * @param name for EXPLAIN
   */
  public static Expression of(String name, Kernel kernel, ValueType type, Expression... operands) {
    List<Expression> list = List.of(operands);
    KernelCall call = new KernelCall(name, kernel, list, type);
    if (!Operands.areFixed(list)) {
      return call;
    }
    Folded folded = new Folded(call);
    return list.stream().allMatch(Constant.class::isInstance) ? computed(call, folded) : folded;
  }

  private static Expression computed(KernelCall call, Folded otherwise) {
    Vector[] values = new Vector[call.operands.size()];
    boolean isNull = false;
    for (int i = 0; i < values.length; i++) {
      values[i] = ((Constant) call.operands.get(i)).one();
      isNull |= values[i].isNull(0);
    }
    if (isNull) {
      return new Constant(call.type, Vectors.nulls(call.type.layout(), 1));
    }
    try {
      return new Constant(call.type, call.kernel.apply(values, 1));
    } catch (SqlLayerException e) {
      // An error of the execution, and only when a row needs the value.
      return otherwise;
    }
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
    boolean isNull = false;
    for (int i = 0; i < values.length; i++) {
      Expression operand = operands.get(i);
      if (operand instanceof FixedExpression fixed) {
        values[i] = fixed.one(evaluation);
        isNull |= values[i].isNull(0);
      } else {
        values[i] = operand.evaluate(batch, evaluation);
      }
    }
    return isNull ? Vectors.nulls(type.layout(), batch.rows()) : kernel.apply(values, batch.rows());
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
    return operands.size() == 2
        ? "(" + operands.get(0) + " " + name + " " + operands.get(1) + ")"
        : name + operands;
  }
}
