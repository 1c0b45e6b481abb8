package org.assaydb.sql.frontend;

import java.math.BigDecimal;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlIntervalLiteral.IntervalValue;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/** Keeps the microseconds of interval literals, of which Calcite makes whole milliseconds. */
final class IntervalLiterals extends SqlShuttle {
  private static final int MILLI_DIGITS = 3;

  @Override
  public @Nullable SqlNode visit(SqlLiteral literal) {
    if (!(literal instanceof SqlIntervalLiteral) || literal instanceof Exact) {
      return literal;
    }
    IntervalValue value = literal.getValueAs(IntervalValue.class);
    String text = value.getIntervalLiteral();
    int fraction = text.lastIndexOf('.') + 1;
    boolean seconds = value.getIntervalQualifier().getUnit() == TimeUnit.SECOND;
    return seconds && fraction > 0 && text.length() > fraction + MILLI_DIGITS
        ? new Exact(value, literal.getParserPosition())
        : literal;
  }

  private static final class Exact extends SqlIntervalLiteral {
    private final IntervalValue interval;

    Exact(IntervalValue value, SqlParserPos position) {
      super(
          value.getSign(),
          value.getIntervalLiteral(),
          value.getIntervalQualifier(),
          value.getIntervalQualifier().typeName(),
          position);
      interval = value;
    }

    @Override
    public <T extends Object> T getValueAs(Class<T> type) {
      if (type != BigDecimal.class) {
        return super.getValueAs(type);
      }
      String text = interval.getIntervalLiteral();
      String digits = text.substring(text.lastIndexOf('.') + 1 + MILLI_DIGITS);
      BigDecimal rest = new BigDecimal("0." + digits);
      boolean negative = (interval.getSign() < 0) != text.strip().startsWith("-");
      return type.cast(super.getValueAs(BigDecimal.class).add(negative ? rest.negate() : rest));
    }

    @Override
    public SqlIntervalLiteral clone(SqlParserPos position) {
      return new Exact(interval, position);
    }
  }
}
