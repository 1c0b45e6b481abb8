package org.assaydb.proofs.schema;

/** Number of an index, never re-used within a chain. Positive. */
public record IndexId(int value) implements Comparable<IndexId> {
  @Override
  public int compareTo(IndexId other) {
    return Integer.compare(value, other.value);
  }
}
