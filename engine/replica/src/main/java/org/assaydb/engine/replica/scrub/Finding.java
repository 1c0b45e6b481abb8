package org.assaydb.engine.replica.scrub;

import java.nio.file.Path;

/**
 * A file that was not as it had been written.
 *
 * @param repaired whether all is well again
 * @param remedy what to do when it is not; empty else
 */
public record Finding(Path file, String what, boolean repaired, String remedy) {
  /** Of damage that some store found; {@code remedy} for what it could not repair. */
  public static Finding of(Path file, String what, boolean repaired, String remedy) {
    return new Finding(file, what, repaired, repaired ? "" : remedy);
  }

  @Override
  public String toString() {
    return file + ": " + what + (repaired ? " (repaired)" : ": " + remedy);
  }
}
