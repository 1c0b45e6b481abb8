package org.assaydb.sql.expression.kernel;

import org.assaydb.sql.vector.LongVector;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.Vector;

/**
 * Integer arithmetic. The loops note whether any row overflows; only then rows are looked at one by
 * one, for rows that are NULL may hold anything.
 */
final class LongArithmetic implements Kernel {
  private final Operation operation;
  private final ValueType.Kind kind;
  private final int unusedBits;

  LongArithmetic(Operation operation, ValueType.Kind kind) {
    this.operation = operation;
    this.kind = kind;
    this.unusedBits =
        switch (kind) {
          case SMALLINT -> 48;
          case INTEGER -> 32;
          default -> 0;
        };
  }

  @Override
  public Vector apply(Vector[] operands, int rows) {
    long[] left = ((LongVector) operands[0]).values();
    long[] right = ((LongVector) operands[1]).values();
    int leftMask = Rows.mask(operands[0], rows);
    int rightMask = Rows.mask(operands[1], rows);
    long[] validity = Rows.validity(operands[0], operands[1], rows);
    if (operation == Operation.DIVIDE || operation == Operation.REMAINDER) {
      return Rows.longs(validity, rows, row -> exact(left[row & leftMask], right[row & rightMask]));
    }
    long[] values = new long[rows];
    boolean overflow =
        switch (operation) {
          case ADD -> add(left, leftMask, right, rightMask, values);
          case SUBTRACT -> subtract(left, leftMask, right, rightMask, values);
          default -> multiply(left, leftMask, right, rightMask, values);
        };
    return overflow
        ? Rows.longs(validity, rows, row -> exact(left[row & leftMask], right[row & rightMask]))
        : new LongVector(values, rows, validity);
  }

  private boolean add(long[] left, int leftMask, long[] right, int rightMask, long[] values) {
    long lost = 0;
    for (int i = 0; i < values.length; i++) {
      long a = left[i & leftMask];
      long b = right[i & rightMask];
      long sum = a + b;
      values[i] = sum;
      lost |= (a ^ sum) & (b ^ sum) & Long.MIN_VALUE | sum ^ sum << unusedBits >> unusedBits;
    }
    return lost != 0;
  }

  private boolean subtract(long[] left, int leftMask, long[] right, int rightMask, long[] values) {
    long lost = 0;
    for (int i = 0; i < values.length; i++) {
      long a = left[i & leftMask];
      long b = right[i & rightMask];
      long rest = a - b;
      values[i] = rest;
      lost |= (a ^ b) & (a ^ rest) & Long.MIN_VALUE | rest ^ rest << unusedBits >> unusedBits;
    }
    return lost != 0;
  }

  private boolean multiply(long[] left, int leftMask, long[] right, int rightMask, long[] values) {
    long lost = 0;
    for (int i = 0; i < values.length; i++) {
      long a = left[i & leftMask];
      long b = right[i & rightMask];
      long product = a * b;
      values[i] = product;
      lost |= Math.multiplyHigh(a, b) ^ product >> 63;
      lost |= product ^ product << unusedBits >> unusedBits;
    }
    return lost != 0;
  }

  private long exact(long left, long right) {
    if ((operation == Operation.DIVIDE || operation == Operation.REMAINDER) && right == 0) {
      throw Faults.divisionByZero();
    }
    try {
      return inRange(
          switch (operation) {
            case ADD -> Math.addExact(left, right);
            case SUBTRACT -> Math.subtractExact(left, right);
            case MULTIPLY -> Math.multiplyExact(left, right);
            case DIVIDE -> right == -1 ? Math.negateExact(left) : left / right;
            case REMAINDER -> right == -1 ? 0 : left % right;
          });
    } catch (ArithmeticException e) {
      throw Faults.outOfRange(kind);
    }
  }

  private long inRange(long value) {
    if (value << unusedBits >> unusedBits != value) {
      throw Faults.outOfRange(kind);
    }
    return value;
  }
}
