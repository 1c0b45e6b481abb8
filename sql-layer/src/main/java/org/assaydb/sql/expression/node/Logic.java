package org.assaydb.sql.expression.node;

import java.util.List;
import org.assaydb.sql.expression.Evaluation;
import org.assaydb.sql.expression.Expression;
import org.assaydb.sql.vector.Batch;
import org.assaydb.sql.vector.BooleanVector;
import org.assaydb.sql.vector.Validity;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.Vector;
import org.jspecify.annotations.Nullable;

/**
 * AND or OR of any number of operands, from left to right. Once a row is decided (FALSE for AND,
 * TRUE for OR) an operand that can fail is not evaluated for it, so that a condition guards those
 * behind it. Where only TRUE counts, as in WHERE, what is UNKNOWN decides as FALSE does: conjuncts
 * that were conditions one after the other guard likewise when they are one.
 */
public final class Logic implements Expression {
  private static final ValueType BOOLEAN = ValueType.of(ValueType.Kind.BOOLEAN);

  private final boolean and;
  private final boolean onlyTrueCounts;
  private final List<Expression> operands;
  private final boolean canFail;
  private final int @Nullable [] columns;

  private Logic(boolean and, boolean onlyTrueCounts, List<Expression> operands) {
    this.and = and;
    this.onlyTrueCounts = onlyTrueCounts;
    this.operands = List.copyOf(operands);
    this.canFail = Operands.canFail(operands);
    this.columns = Operands.columns(operands);
  }

  public static Expression and(List<Expression> operands) {
    return of(true, false, operands);
  }

  /** AND where UNKNOWN is as good as FALSE: it is never NULL. */
  public static Expression filter(List<Expression> operands) {
    return of(true, true, operands);
  }

  public static Expression or(List<Expression> operands) {
    return of(false, false, operands);
  }

  private static Expression of(boolean and, boolean onlyTrueCounts, List<Expression> operands) {
    if (operands.size() == 1) {
      return operands.get(0);
    }
    Logic logic = new Logic(and, onlyTrueCounts, operands);
    return Operands.areFixed(operands) ? new Folded(logic) : logic;
  }

  @Override
  public ValueType type() {
    return BOOLEAN;
  }

  @Override
  public Vector evaluate(Batch batch, Evaluation evaluation) {
    int rows = batch.rows();
    // Rows for which all operands so far are neutral (TRUE for AND), and rows that are decided.
    long[] neutral = Validity.allSet(rows);
    long[] decided = Validity.noneSet(rows);
    for (Expression operand : operands) {
      int open = rows - Validity.count(decided, rows);
      if (open == 0) {
        break;
      }
      if (Operands.choose(operand, open, rows)) {
        int[] places = openRows(decided, rows, open);
        Batch part = Operands.chosen(batch, places, open, operand);
        BooleanVector value = (BooleanVector) operand.evaluate(part, evaluation);
        decideChosen(value, places, neutral, decided);
      } else {
        decide((BooleanVector) operand.evaluate(batch, evaluation), neutral, decided);
      }
    }
    return result(neutral, decided, rows);
  }

  private BooleanVector result(long[] neutral, long[] decided, int rows) {
    long[] known = new long[neutral.length];
    for (int w = 0; w < known.length; w++) {
      known[w] = neutral[w] | decided[w];
    }
    long[] validity = Validity.hasNull(known, rows) ? known : null;
    return new BooleanVector(and ? neutral : decided, rows, validity);
  }

  private void decide(BooleanVector value, long[] neutral, long[] decided) {
    long[] bits = value.bits();
    long[] valid = value.validity();
    for (int w = 0; w < neutral.length; w++) {
      long known = valid == null || onlyTrueCounts ? -1L : valid[w];
      long is = and ? bits[w] : ~bits[w];
      is &= valid == null ? -1L : valid[w];
      neutral[w] &= known & is;
      decided[w] |= known & ~is;
    }
  }

  private void decideChosen(BooleanVector value, int[] places, long[] neutral, long[] decided) {
    for (int i = 0; i < places.length; i++) {
      boolean isNull = value.isNull(i);
      boolean is = !isNull && value.get(i) == and;
      if (!is) {
        Validity.clear(neutral, places[i]);
      }
      if (!is && (!isNull || onlyTrueCounts)) {
        Validity.set(decided, places[i]);
      }
    }
  }

  private static int[] openRows(long[] decided, int rows, int open) {
    int[] places = new int[open];
    int n = 0;
    for (int i = 0; i < rows; i++) {
      if ((decided[i >>> 6] >>> i & 1) == 0) {
        places[n++] = i;
      }
    }
    return places;
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
    return (and ? "AND" : "OR") + operands;
  }
}
