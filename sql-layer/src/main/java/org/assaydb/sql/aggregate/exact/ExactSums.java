package org.assaydb.sql.aggregate.exact;

import java.math.BigInteger;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.Vector;

/**
 * Exact sums of numbers, or of products of two numbers, a sum a group. Rows where an operand is
 * NULL do not count. Not thread safe.
 */
public abstract sealed class ExactSums permits IntegerSums, FloatingSums {
  /** Sums of values of a type. */
  public static ExactSums of(ValueType type) {
    return type.kind() == ValueType.Kind.DOUBLE
        ? new FloatingSums(false)
        : new IntegerSums(type.scale());
  }

  /** Sums of products; both operands are of one layout, or exact numbers. */
  public static ExactSums ofProducts(ValueType x, ValueType y) {
    return x.kind() == ValueType.Kind.DOUBLE
        ? new FloatingSums(true)
        : new IntegerSums(x.scale() + y.scale());
  }

  /** Makes room for groups 0 to {@code groups} - 1, whose sum is 0 at first. */
  public abstract void grow(int groups);

  public abstract void add(Vector values, int[] groups, int count);

  public abstract void addProducts(Vector x, Vector y, int[] groups, int count);

  /** Adds a group's sum of another object of the same kind. */
  public abstract void merge(int group, ExactSums from, int fromGroup);

  /** NaN or an infinity when a term was not finite and the sum is that; else 0. */
  public abstract double special(int group);

  /** The sum in units of 1 / {@link #unit}; not defined when it is {@link #special}. */
  public abstract BigInteger total(int group);

  /** The unit's denominator: the unit of products is the product of the operands' units. */
  public abstract BigInteger unit();

  public abstract long sizeBytes();
}
