package org.assaydb.proofs.tree;

/**
 * Rows of one chunk in strict run order, laid out flat, for {@link ChunkEncoder}: no object per
 * row. Row i has the key {@code keys()[keyFrom(i), keyTo(i))}, the deltas {@code
 * contents()[deltasFrom(i), valuesFrom(i))} and the values {@code contents()[valuesFrom(i),
 * valuesTo(i))}; contents ascend with the rows and do not overlap.
 */
public interface ChunkRows {
  /** At least one. */
  int size();

  byte[] keys();

  int keyFrom(int row);

  int keyTo(int row);

  /** {@link org.assaydb.proofs.schema.Version#packed()}. */
  long version(int row);

  /** {@link EntryKind#code()}. */
  int kind(int row);

  byte[] contents();

  int deltasFrom(int row);

  int valuesFrom(int row);

  int valuesTo(int row);
}
