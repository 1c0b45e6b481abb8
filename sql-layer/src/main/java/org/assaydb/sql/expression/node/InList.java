package org.assaydb.sql.expression.node;

import java.util.ArrayList;
import java.util.List;
import org.assaydb.sql.expression.Evaluation;
import org.assaydb.sql.expression.Expression;
import org.assaydb.sql.vector.Batch;
import org.assaydb.sql.vector.BooleanVector;
import org.assaydb.sql.vector.Validity;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.Vector;
import org.jspecify.annotations.Nullable;

/** Whether an operand is one of many constants: NULL when it is not known, as for IN. */
public final class InList implements Expression {
  private static final ValueType BOOLEAN = ValueType.of(ValueType.Kind.BOOLEAN);

  private final Expression operand;
  private final ConstantSet constants;
  private final int size;
  private final boolean hasNull;
  private final boolean negated;

  /**
   * @param constants single values of the operand's type (not BOOLEAN, ROW or ARRAY), null for NULL
   * @param negated for NOT IN
   */
  public InList(Expression operand, List<? extends @Nullable Object> constants, boolean negated) {
    this.operand = operand;
    this.size = constants.size();
    List<Object> values = new ArrayList<>();
    for (Object constant : constants) {
      if (constant != null) {
        values.add(constant);
      }
    }
    this.hasNull = values.size() < constants.size();
    this.constants = new ConstantSet(operand.type().layout(), values);
    this.negated = negated;
  }

  @Override
  public ValueType type() {
    return BOOLEAN;
  }

  @Override
  public Vector evaluate(Batch batch, Evaluation evaluation) {
    int rows = batch.rows();
    Vector values = operand.evaluate(batch, evaluation);
    boolean[] found = constants.contains(values, rows);
    long[] bits = Validity.noneSet(rows);
    for (int i = 0; i < rows; i++) {
      bits[i >>> 6] |= (found[i] ? 1L : 0L) << i;
    }
    long[] validity = values.validity();
    if (hasNull) {
      // What is not found may equal the NULL.
      validity = Validity.and(bits.clone(), validity, rows);
    }
    if (negated) {
      for (int w = 0; w < bits.length; w++) {
        bits[w] = ~bits[w];
      }
    }
    return new BooleanVector(bits, rows, validity);
  }

  @Override
  public boolean canFail() {
    return operand.canFail();
  }

  @Override
  public int @Nullable [] columns() {
    return operand.columns();
  }

  @Override
  public String toString() {
    return operand + (negated ? " NOT IN (" : " IN (") + size + " constants)";
  }
}
