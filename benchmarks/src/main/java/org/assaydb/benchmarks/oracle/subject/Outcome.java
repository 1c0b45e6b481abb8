package org.assaydb.benchmarks.oracle.subject;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a query came to. */
public sealed interface Outcome {
  /** Rows in the values of the reference interpreter. */
  record Rows(List<@Nullable Object[]> rows) implements Outcome {}

  /** How a query failed. */
  enum Kind {
    /** Not supported, or not valid there. */
    REFUSED,
    /** By what it means: division by zero, overflow, a bad cast, two rows of a scalar query. */
    FAILED,
    /** By a fault: an internal error, an exception that is no SQL error. */
    BROKEN
  }

  /** No rows. */
  record Failure(Kind kind, String sqlState, String message) implements Outcome {}

  /** By the class of a SQLSTATE: 21, 22 and 54 are what a query means. */
  static Failure failure(String sqlState, @Nullable String message) {
    String text = message == null ? "" : message;
    Kind kind =
        switch (sqlState.length() < 2 ? "" : sqlState.substring(0, 2)) {
          case "21", "22", "54" -> Kind.FAILED;
          case "XX" -> Kind.BROKEN;
          default -> Kind.REFUSED;
        };
    return new Failure(kind, sqlState, text);
  }

  static Failure broken(Throwable fault) {
    StackTraceElement[] trace = fault.getStackTrace();
    String place = trace.length == 0 ? "" : " at " + trace[0];
    return new Failure(Kind.BROKEN, "", fault + place);
  }
}
