package org.assaydb.sql.spill;

/** The memory that one operator holds of its statement's. */
public final class Reservation implements AutoCloseable {
  /** What an operator gets in any case, or it could not go on: this or a part of the budget. */
  private static final long LEAST_BYTES = 1 << 16;

  private final Workspace workspace;
  private final long leastBytes;
  private long bytes;

  public Reservation(Workspace workspace) {
    this.workspace = workspace;
    this.leastBytes = Math.min(LEAST_BYTES, workspace.budgetBytes() / 16);
  }

  /** Holds so many bytes in all from now on; false when the budget does not give more. */
  public boolean resize(long wanted) {
    if (wanted <= bytes || wanted <= leastBytes) {
      force(wanted);
      return true;
    }
    if (!workspace.reserve(wanted - bytes)) {
      return false;
    }
    bytes = wanted;
    return true;
  }

  /** Holds so many bytes in all from now on, whatever the budget. */
  public void force(long wanted) {
    if (wanted > bytes) {
      workspace.take(wanted - bytes);
    } else {
      workspace.release(bytes - wanted);
    }
    bytes = wanted;
  }

  public long bytes() {
    return bytes;
  }

  /** Gives all back; it can be used again. */
  @Override
  public void close() {
    force(0);
  }
}
