package org.assaydb.benchmarks.oracle.generate;

/** In place of what a database has not; printing it fails with the reason. */
public record Unsupported(String what) {

  /** A query cannot be said in a dialect. */
  public static final class InDialectException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InDialectException(String what) {
      super(what);
    }
  }
}
