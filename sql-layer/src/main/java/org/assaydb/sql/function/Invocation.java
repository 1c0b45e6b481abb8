package org.assaydb.sql.function;

/**
 * What a function sees of the statement that calls it.
 *
 * @param timeMicros time of the snapshot's block
 * @param interruptCheck throws when the statement is to end
 */
public record Invocation(long timeMicros, Runnable interruptCheck) {
  private static final int ROWS_BETWEEN_CHECKS = 16;

  /** To be called for each row by functions whose time is that of their texts. */
  void checkInterrupted(int row) {
    if (row % ROWS_BETWEEN_CHECKS == 0) {
      interruptCheck.run();
    }
  }
}
