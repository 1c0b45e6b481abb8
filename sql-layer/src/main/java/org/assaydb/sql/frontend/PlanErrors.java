package org.assaydb.sql.frontend;

import java.util.Locale;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.runtime.CalciteContextException;
import org.assaydb.proofs.SqlStates;
import org.assaydb.proofs.VerificationException;
import org.assaydb.sql.SqlLayerException;

/** Maps what Calcite throws to SQLSTATEs. Calcite has no codes, only messages. */
public final class PlanErrors {
  private static final int SHOWN = 500;

  private PlanErrors() {}

  /** Errors of validation and planning; what is already typed passes unchanged. */
  public static RuntimeException planning(Throwable e, String sql) {
    Throwable cause = e;
    while (cause != null) {
      if (cause instanceof SqlLayerException || cause instanceof VerificationException) {
        return (RuntimeException) cause;
      } else if (cause instanceof StackOverflowError) {
        return new SqlLayerException(
            SqlStates.TOO_COMPLEX, "statement is nested too deeply", cause);
      }
      cause = cause.getCause();
    }
    String detail = String.valueOf(e.getMessage());
    String inner = e.getCause() == null ? "" : String.valueOf(e.getCause().getMessage());
    detail = detail.contains(inner) ? detail : detail + ": " + inner;
    if (e instanceof CalciteContextException) {
      return new SqlLayerException(validationState(detail), detail, e);
    }
    String state = internalState(e, detail);
    boolean refused = state.equals(SqlStates.INTERNAL) && isOfCalcite(e);
    if (refused || state.equals(SqlStates.NOT_SUPPORTED) && namesClass(detail)) {
      return new SqlLayerException(
          SqlStates.NOT_SUPPORTED, "a statement of this form is not supported: " + cut(sql), e);
    }
    boolean ours = state.equals(SqlStates.INTERNAL);
    return new SqlLayerException(
        state, ours ? "planner failed on: " + cut(sql) + ": " + detail : detail, e);
  }

  /** Whether validator or converter gave up, which they do without a word for some statements. */
  private static boolean isOfCalcite(Throwable e) {
    for (StackTraceElement frame : e.getStackTrace()) {
      String name = frame.getClassName();
      if (name.startsWith("org.assaydb.")) {
        return false;
      }
      if (name.startsWith("org.apache.calcite.")) {
        return true;
      }
    }
    return false;
  }

  /** Calcite names the class that lacks something rather than what is lacking. */
  private static boolean namesClass(String detail) {
    return detail.contains("org.apache.calcite.") || detail.contains("org.assaydb.");
  }

  private static String cut(String sql) {
    String text = sql.strip();
    return text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
  }

  /** What Calcite says it cannot do is refused; anything else is our failure, not the user's. */
  private static String internalState(Throwable e, String detail) {
    String text = detail.toLowerCase(Locale.ROOT);
    if (text.contains("division") || text.contains("/ by zero")) {
      return SqlStates.DIVISION_BY_ZERO;
    }
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnsupportedOperationException
          || cause instanceof RelOptPlanner.CannotPlanException) {
        return SqlStates.NOT_SUPPORTED;
      }
    }
    return SqlStates.INTERNAL;
  }

  private static String validationState(String detail) {
    if (detail.contains("is ambiguous")) {
      return SqlStates.AMBIGUOUS_COLUMN;
    }
    if (detail.contains("Duplicate relation name")) {
      return SqlStates.DUPLICATE_ALIAS;
    }
    if (detail.contains("Object '") || detail.matches("(?s).*Table '.*' not found.*")) {
      return SqlStates.UNKNOWN_TABLE;
    }
    if (detail.contains("not found in any table")
        || detail.contains("Unknown target column")
        || detail.matches("(?s).*Column '.*' not found.*")) {
      return SqlStates.UNKNOWN_COLUMN;
    }
    if (detail.contains("No match found for function") || detail.contains("Unknown function")) {
      return SqlStates.UNKNOWN_FUNCTION;
    }
    if (detail.contains("is not being grouped") || detail.contains("Aggregate expression")) {
      return SqlStates.GROUPING;
    }
    if (detail.contains("frame boundary")) {
      return SqlStates.WINDOWING;
    }
    if (detail.contains("Illegal use of dynamic parameter")) {
      return SqlStates.UNKNOWN_PARAMETER_TYPE;
    }
    if (detail.contains("Cannot apply")
        || detail.contains("Cannot cast")
        || detail.contains("type mismatch")
        || detail.contains("incompatible")
        || detail.contains("not compatible")
        || detail.contains("Mismatch")) {
      return SqlStates.TYPE_MISMATCH;
    }
    return SqlStates.SYNTAX;
  }

  /** Errors of generated code. */
  public static RuntimeException running(RuntimeException e) {
    Throwable cause = e;
    while (cause != null) {
      if (cause instanceof SqlLayerException || cause instanceof VerificationException) {
        return (RuntimeException) cause;
      }
      cause = cause.getCause();
    }
    String text = String.valueOf(e.getMessage());
    return new SqlLayerException(runningState(e, text.toLowerCase(Locale.ROOT)), text, e);
  }

  private static String runningState(RuntimeException e, String text) {
    if (text.contains("/ by zero")
        || text.contains("division by zero")
        || text.contains("division undefined")) {
      return SqlStates.DIVISION_BY_ZERO;
    }
    if (text.contains("more than one value")) {
      return SqlStates.CARDINALITY;
    }
    if (e instanceof NumberFormatException) {
      return SqlStates.INVALID_CAST;
    }
    if (e instanceof ArithmeticException
        || text.contains("out of range")
        || text.contains("overflow")) {
      return SqlStates.OUT_OF_RANGE;
    }
    if (text.contains("date") || text.contains("time")) {
      return SqlStates.INVALID_DATETIME;
    }
    return text.contains("invalid") || text.contains("cannot") || text.contains("format")
        ? SqlStates.INVALID_CAST
        : SqlStates.INTERNAL;
  }
}
