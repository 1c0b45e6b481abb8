package org.assaydb.sql.function.number;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * TO_CHAR of numbers. The steps are those of NUM_processor in PostgreSQL's formatting.c, which
 * decide where the sign and the blanks go; names of its variables are given beside ours. Immutable.
 */
public final class NumberFormat {
  private final NumberPattern pattern;

  private NumberFormat(NumberPattern pattern) {
    this.pattern = pattern;
  }

  /** 0A000 for elements that are not supported, 42601 for those that exclude each other. */
  public static NumberFormat of(String pattern) {
    return new NumberFormat(new NumberPattern(pattern));
  }

  /** {@code #} in place of the digits when there are too many before the point. */
  public String text(BigDecimal number) {
    BigDecimal rounded = number.setScale(pattern.digitsAfter, RoundingMode.HALF_UP);
    return new Writing(rounded).text();
  }

  /** One number on the way. */
  private final class Writing {
    private final boolean negative;
    private final String digits;

    /** out_pre_spaces: places before the first digit. */
    private final int blanks;

    /** The place of the last digit that FM leaves (last_relevant); -1 when all stay. */
    private final int last;

    private final StringBuilder out = new StringBuilder();
    private final int end;
    private boolean signWritten;
    private boolean digitWritten;
    private boolean brackets;

    /** num_curr: places of the format behind us. */
    private int done;

    /** number_p: characters of {@code digits} behind us. */
    private int used;

    Writing(BigDecimal number) {
      negative = number.signum() < 0;
      String plain = number.abs().toPlainString();
      int before = plain.indexOf('.') < 0 ? plain.length() : plain.indexOf('.');
      blanks = Math.max(0, pattern.digitsBefore - before);
      digits =
          before > pattern.digitsBefore
              ? "#".repeat(pattern.digitsBefore) + '.' + "#".repeat(pattern.digitsAfter)
              : plain;
      brackets = pattern.brackets && (negative || pattern.fill);
      signWritten = pattern.minus || !negative && !pattern.fill && !pattern.signed;
      last = pattern.fill || !pattern.point ? -1 : lastRelevant();
      int count = pattern.digitsBefore + pattern.digitsAfter - 1;
      count += !signWritten && blanks == 0 ? 1 : 0;
      end = count + (blanks > 0 ? 1 : 0) + (pattern.point ? 1 : 0);
    }

    /** The last digit that is no zero, the point, or a digit that a 0 of the format asks for. */
    private int lastRelevant() {
      int point = digits.indexOf('.');
      if (point < 0) {
        return -1;
      }
      int relevant = point;
      for (int i = point + 1; i < digits.length(); i++) {
        relevant = digits.charAt(i) == '0' ? relevant : i;
      }
      if (pattern.zeroEnd > blanks) {
        relevant = Math.max(relevant, Math.min(digits.length() - 1, pattern.zeroEnd - blanks));
      }
      return relevant;
    }

    String text() {
      for (int i = 0; i < pattern.elements.length(); i++) {
        char element = pattern.elements.charAt(i);
        switch (element) {
          case '9', '0', '.' -> digit(element);
          case ',' -> appendUnlessPlain(digitWritten ? ',' : ' ', digitWritten);
          case 'M' -> appendUnlessPlain(negative ? '-' : ' ', negative);
          default -> {}
        }
      }
      return out.toString();
    }

    private void appendUnlessPlain(char c, boolean always) {
      if (always || pattern.fill) {
        out.append(c);
      }
    }

    /** A single zero before the point, which a 9 leaves out: IS_PREDEC_SPACE. */
    private boolean zeroLeftOut() {
      return !pattern.zero && used == 0 && digits.charAt(0) == '0' && pattern.digitsAfter != 0;
    }

    private boolean endsWithPoint() {
      return last >= 0 && digits.charAt(last) == '.';
    }

    private void sign() {
      boolean reached = done >= blanks || pattern.zero && pattern.zeroStart == done;
      if (signWritten || !reached || zeroLeftOut() && !endsWithPoint()) {
        return;
      }
      if (pattern.signed) {
        if (!pattern.signLast) {
          out.append(negative ? '-' : '+');
          signWritten = true;
        }
      } else {
        if (negative) {
          out.append(brackets ? '<' : '-');
        } else {
          appendUnlessPlain(' ', brackets);
        }
        signWritten = true;
      }
    }

    private void digit(char element) {
      sign();
      boolean before = done < blanks;
      if (before && !(pattern.zero && pattern.zeroStart <= done)) {
        appendUnlessPlain(' ', false);
      } else if (before) {
        out.append('0');
        digitWritten = true;
      } else {
        write(element);
        used = Math.min(digits.length(), used + 1);
      }
      int stop = last >= 0 && last == used ? done : end;
      if (done + 1 == stop) {
        if (signWritten && brackets) {
          out.append(negative ? '>' : ' ');
        } else if (pattern.signed && pattern.signLast) {
          out.append(negative ? '-' : '+');
        }
      }
      done++;
    }

    private void write(char element) {
      if (used >= digits.length()) {
        return;
      }
      if (digits.charAt(used) == '.') {
        if (!endsWithPoint() || !pattern.fill) {
          out.append('.');
        }
      } else if (last >= 0 && used > last && element != '0') {
        return;
      } else if (zeroLeftOut()) {
        if (pattern.fill) {
          out.append(' ');
        } else if (endsWithPoint()) {
          out.append('0');
        }
      } else {
        out.append(digits.charAt(used));
        digitWritten = true;
      }
    }
  }
}
