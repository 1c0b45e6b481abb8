package org.assaydb.sql.keys;

import org.assaydb.sql.vector.Vector;

/** A form of {@link KeyTable}. */
interface KeyIndex {
  /** False when a row does not fit this form; then no row was added. */
  boolean number(Vector[] keys, int rows, int[] ids);

  /** False when a row does not fit this form. */
  boolean find(Vector[] keys, int rows, int[] ids);

  int size();

  Vector[] keys(int from, int count);

  long sizeBytes();
}
