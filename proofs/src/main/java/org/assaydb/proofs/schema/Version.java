package org.assaydb.proofs.schema;

/**
 * When an entry was written: block height, then place of the transaction in the block. Packed as
 * {@code height << 20 | transaction}, so packed values compare like versions.
 */
public record Version(long packed) implements Comparable<Version> {
  /** Transactions in one block, exclusive bound. */
  public static final int MAX_TRANSACTIONS = 1 << 20;

  private static final int SHIFT = 20;

  /** Heights below this one can be packed. */
  public static final long MAX_HEIGHT = Long.MAX_VALUE >> SHIFT;

  /** After every version that an entry can have; sorts before every entry of a key in a run. */
  public static final Version NEWEST = new Version(Long.MAX_VALUE);

  public static Version of(long height, int transaction) {
    if (height < 0 || height >= MAX_HEIGHT || transaction < 0 || transaction >= MAX_TRANSACTIONS) {
      throw new IllegalArgumentException("version " + height + "/" + transaction);
    }
    return new Version(height << SHIFT | transaction);
  }

  /** The last version of a height: a snapshot at the height sees everything up to it. */
  public static Version endOf(long height) {
    return of(height, MAX_TRANSACTIONS - 1);
  }

  public long height() {
    return packed >> SHIFT;
  }

  public int transaction() {
    return (int) packed & (MAX_TRANSACTIONS - 1);
  }

  @Override
  public int compareTo(Version other) {
    return Long.compare(packed, other.packed);
  }

  @Override
  public String toString() {
    return height() + "/" + transaction();
  }
}
