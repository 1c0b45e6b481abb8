package org.assaydb.benchmarks.store;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.assaydb.proofs.schema.ColumnType;

/** Values of columns from the plain text of data files, as parameters for the SQL layer. */
public final class TextValues {
  private TextValues() {}

  /**
   * A value, of the class that JDBC prescribes for its type.
   *
   * @throws RuntimeException when the text is no value of the type: the files are our own
   */
  public static Object parse(ColumnType type, String text) {
    return switch (type.kind()) {
      case BOOLEAN -> Boolean.valueOf(text);
      case SMALLINT, INTEGER -> Integer.valueOf(text);
      case BIGINT -> Long.valueOf(text);
      case DECIMAL -> new BigDecimal(text);
      case DOUBLE -> Double.valueOf(text);
      case VARCHAR, CHAR -> text;
      case DATE -> LocalDate.parse(text);
      case TIMESTAMP -> LocalDateTime.parse(text.replace(' ', 'T'));
      case TIME, VARBINARY, UUID -> throw new IllegalArgumentException("no text form of " + type);
    };
  }
}
