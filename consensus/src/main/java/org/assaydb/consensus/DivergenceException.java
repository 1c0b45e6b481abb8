package org.assaydb.consensus;

/**
 * This replica's state is not that of the quorum: a fault of its program, memory or disk. It must
 * not go on. The message says what to do.
 */
public final class DivergenceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** {@code what}: the difference, with the height. */
  public DivergenceException(String what) {
    super(
        what
            + ". This replica differs from the quorum and has stopped. Keep its directory for"
            + " examination, check the machine's memory and disk, then start it with an empty data"
            + " directory and its old key and vote log: it fetches the chain from its peers");
  }
}
