package org.assaydb.benchmarks.oracle;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.assaydb.benchmarks.oracle.subject.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Whether two outcomes of one query agree.
 *
 * <p>Rows are compared as bags, as lists when the query determines their order. Which rows an error
 * hits is not determined: a query that fails in the reference may succeed elsewhere (a column that
 * nobody needs, a row that another condition drops) and is listed apart; the reverse is a
 * difference, because the reference evaluates all that the text says, left to right, and nothing
 * before its guard.
 */
final class Comparison {
  /** Of an outcome beside the reference's. */
  enum Verdict {
    AGREES,
    DIFFERS,
    /** The reference fails, the other gives rows. */
    FAILS_LESS,
    /** Another database fails, the reference gives rows. */
    FAILS_MORE,
    REFUSED,
    /** The reference has no answer. */
    UNKNOWN
  }

  /** What else counts as equal. */
  enum Tolerance {
    NONE,
    /** DOUBLE values that differ by a very small part: their sums depend on the order. */
    FLOATING,
    /** Also exact numbers and texts that end in blanks: another database has other types. */
    TYPES
  }

  private static final double TOLERANCE = 1e-9;

  private final boolean ordered;
  private final Tolerance tolerance;

  Comparison(boolean ordered, Tolerance tolerance) {
    this.ordered = ordered;
    this.tolerance = tolerance;
  }

  /** {@code ours}: of our engine, whose errors have to be those of the reference. */
  Verdict of(Outcome reference, Outcome other, boolean ours) {
    if (other instanceof Outcome.Failure failure && failure.kind() == Outcome.Kind.BROKEN) {
      return Verdict.DIFFERS;
    } else if (other instanceof Outcome.Failure failure && failure.kind() == Outcome.Kind.REFUSED) {
      return Verdict.REFUSED;
    } else if (reference instanceof Outcome.Failure failure) {
      return failure.kind() != Outcome.Kind.FAILED
          ? Verdict.UNKNOWN
          : other instanceof Outcome.Failure ? Verdict.AGREES : Verdict.FAILS_LESS;
    } else if (other instanceof Outcome.Failure) {
      return ours ? Verdict.DIFFERS : Verdict.FAILS_MORE;
    }
    boolean equal = equal(((Outcome.Rows) reference).rows(), ((Outcome.Rows) other).rows());
    return equal ? Verdict.AGREES : Verdict.DIFFERS;
  }

  boolean equal(List<@Nullable Object[]> expected, List<@Nullable Object[]> found) {
    if (expected.size() != found.size()) {
      return false;
    }
    List<@Nullable Object[]> left = new ArrayList<>(found);
    List<@Nullable Object[]> wanted = new ArrayList<>(expected);
    if (!ordered && tolerance != Tolerance.NONE) {
      // What is the same must not stand for what is only close to it.
      Comparison exact = new Comparison(false, Tolerance.NONE);
      wanted.removeIf(row -> exact.removeFrom(left, row));
    }
    for (@Nullable Object[] row : wanted) {
      int at = 0;
      while (at < left.size() && !equal(row, left.get(at))) {
        at++;
        if (ordered) {
          return false;
        }
      }
      if (at == left.size()) {
        return false;
      }
      left.remove(at);
    }
    return true;
  }

  private boolean removeFrom(List<@Nullable Object[]> rows, @Nullable Object[] row) {
    for (int i = 0; i < rows.size(); i++) {
      if (equal(row, rows.get(i))) {
        rows.remove(i);
        return true;
      }
    }
    return false;
  }

  boolean equal(@Nullable Object[] a, @Nullable Object[] b) {
    if (a.length != b.length) {
      return false;
    }
    for (int i = 0; i < a.length; i++) {
      if (!equal(a[i], b[i])) {
        return false;
      }
    }
    return true;
  }

  private boolean equal(@Nullable Object a, @Nullable Object b) {
    boolean types = tolerance == Tolerance.TYPES;
    if (a instanceof BigDecimal x && b instanceof BigDecimal y) {
      return x.compareTo(y) == 0 || types && close(x.doubleValue(), y.doubleValue());
    } else if (a instanceof Number x && b instanceof Number y) {
      double u = x.doubleValue();
      double v = y.doubleValue();
      return u == v
          || Double.isNaN(u) && Double.isNaN(v)
          || tolerance != Tolerance.NONE && close(u, v);
    } else if (a instanceof String x && b instanceof String y) {
      // CHAR values end where their blanks begin.
      return x.equals(y) || types && x.stripTrailing().equals(y.stripTrailing());
    } else if (a instanceof List<?> x && b instanceof List<?> y) {
      return equal(x.toArray(), y.toArray());
    }
    return Objects.equals(start(a), start(b));
  }

  /** Of a day, which some databases give for its first moment. */
  private static @Nullable Object start(@Nullable Object value) {
    return value instanceof LocalDate date ? date.atStartOfDay() : value;
  }

  private static boolean close(double a, double b) {
    return Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.max(Math.abs(a), Math.abs(b)));
  }

  /** For people: the rows or the failure, not too long. */
  static String shown(Outcome outcome) {
    if (outcome instanceof Outcome.Failure failure) {
      String text = failure.kind() + " " + failure.sqlState() + " " + failure.message();
      return text.length() > 500 ? text.substring(0, 500) + "..." : text;
    }
    List<String> rows = new ArrayList<>();
    for (@Nullable Object[] row : ((Outcome.Rows) outcome).rows()) {
      rows.add(Arrays.toString(row));
    }
    int count = rows.size();
    return count + " rows " + String.join(" ", rows.subList(0, Math.min(count, 20)));
  }
}
