package org.assaydb.sql.vector;

/** How the values of a type lie in memory, and what a single value is as a Java object. */
public enum Layout {
  /** {@link LongVector}; a single value is a {@code Long}. */
  LONG,
  /** {@link DecimalVector}, unscaled; a single value is a {@code BigInteger}. */
  DECIMAL,
  /** {@link DoubleVector}; a single value is a {@code Double}. */
  DOUBLE,
  /** {@link BooleanVector}; a single value is a {@code Boolean}. */
  BOOLEAN,
  /** {@link BytesVector}; a single value is a {@code byte[]}. */
  BYTES,
  /** {@link ObjectVector}; a single value is a {@code List} of single values (ROW, ARRAY). */
  OBJECT
}
