package org.assaydb.sql.expression.cast;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.function.IntFunction;
import org.assaydb.sql.expression.kernel.Kernel;
import org.assaydb.sql.expression.kernel.Rows;
import org.assaydb.sql.expression.kernel.SafeKernel;
import org.assaydb.sql.value.DateTimeText;
import org.assaydb.sql.value.NumberText;
import org.assaydb.sql.value.UuidText;
import org.assaydb.sql.vector.BooleanVector;
import org.assaydb.sql.vector.BytesVector;
import org.assaydb.sql.vector.DecimalVector;
import org.assaydb.sql.vector.DoubleVector;
import org.assaydb.sql.vector.Layout;
import org.assaydb.sql.vector.LongVector;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.ValueType.Kind;
import org.assaydb.sql.vector.Vector;
import org.jspecify.annotations.Nullable;

/** Casts to VARCHAR and CHAR: what is longer than the type is cut, blanks or not. */
final class TextCasts {
  private TextCasts() {}

  static @Nullable Kernel toText(ValueType from, ValueType to) {
    if (from.kind().isText()) {
      boolean trims = to.kind() == Kind.CHAR && from.kind() != Kind.CHAR;
      return to.precision() < 0 && !trims
          ? Casts.IDENTITY
          : (SafeKernel) (operands, rows) -> fitted((BytesVector) operands[0], rows, to);
    }
    Printer printer = printer(from);
    if (printer == null) {
      return null;
    }
    return (SafeKernel)
        (operands, rows) -> {
          IntFunction<String> text = printer.of(operands[0]);
          Vector whole =
              Rows.build(
                  Layout.BYTES,
                  operands[0].validity(),
                  rows,
                  (out, row) -> out.addBytes(text.apply(row).getBytes(StandardCharsets.UTF_8)));
          return fitted((BytesVector) whole, rows, to);
        };
  }

  /** Text of the rows of a vector. */
  @FunctionalInterface
  private interface Printer {
    IntFunction<String> of(Vector operand);
  }

  private static @Nullable Printer printer(ValueType from) {
    return switch (from.kind()) {
      case BOOLEAN -> operand -> row -> ((BooleanVector) operand).get(row) ? "true" : "false";
      case SMALLINT, INTEGER, BIGINT -> longs(Long::toString);
      case DECIMAL ->
          operand ->
              row -> NumberText.ofDecimal(((DecimalVector) operand).unscaled(row), from.scale());
      case DOUBLE -> operand -> row -> NumberText.ofDouble(((DoubleVector) operand).get(row));
      case DATE -> longs(DateTimeText::ofDate);
      case TIME -> longs(DateTimeText::ofTime);
      case TIMESTAMP -> longs(DateTimeText::ofTimestamp);
      case MONTHS -> longs(DateTimeText::ofMonths);
      case MICROS -> longs(DateTimeText::ofMicros);
      case UUID -> operand -> row -> UuidText.of(((BytesVector) operand).get(row));
      case VARBINARY ->
          operand -> row -> "\\x" + HexFormat.of().formatHex(((BytesVector) operand).get(row));
      default -> null;
    };
  }

  private static Printer longs(java.util.function.LongFunction<String> text) {
    return operand -> row -> text.apply(((LongVector) operand).get(row));
  }

  /** Cut to the length of the type, and for CHAR without blanks at the end. */
  private static BytesVector fitted(BytesVector operand, int rows, ValueType to) {
    boolean trims = to.kind() == Kind.CHAR;
    int length = to.precision() < 0 ? Integer.MAX_VALUE : to.precision();
    int[] starts = new int[rows];
    int[] ends = new int[rows];
    boolean changed = false;
    byte[] bytes = operand.bytes();
    for (int i = 0; i < rows; i++) {
      starts[i] = operand.start(i);
      int end = operand.end(i);
      // No text has more characters than bytes.
      if (end - starts[i] > length) {
        end = cut(bytes, starts[i], end, length);
      }
      while (trims && end > starts[i] && bytes[end - 1] == ' ') {
        end--;
      }
      ends[i] = end;
      changed |= end != operand.end(i);
    }
    return changed ? new BytesVector(bytes, starts, ends, rows, operand.validity()) : operand;
  }

  private static int cut(byte[] bytes, int start, int end, int characters) {
    int left = characters;
    for (int i = start; i < end; i++) {
      // Every byte that does not continue a character begins one.
      if ((bytes[i] & 0xC0) != 0x80 && left-- == 0) {
        return i;
      }
    }
    return end;
  }
}
