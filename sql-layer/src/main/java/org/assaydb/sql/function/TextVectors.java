package org.assaydb.sql.function;

import java.util.List;
import org.assaydb.sql.function.Definition.Code;
import org.assaydb.sql.function.text.CaseMapping;
import org.assaydb.sql.function.text.Parts;
import org.assaydb.sql.function.text.TextSize;
import org.assaydb.sql.function.text.Utf8;
import org.assaydb.sql.vector.BytesVector;
import org.assaydb.sql.vector.LongVector;
import org.assaydb.sql.vector.Validity;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.ValueType.Kind;
import org.assaydb.sql.vector.Vector;
import org.assaydb.sql.vector.VectorBuilder;

/** Usual functions of text over whole vectors, on their bytes. */
final class TextVectors {
  private TextVectors() {}

  static Code joined() {
    return (types, result) ->
        (arguments, rows, run) -> {
          BytesVector left = Rows.bytes(arguments[0]);
          BytesVector right = Rows.bytes(arguments[1]);
          int[] ends = new int[rows];
          int[] starts = new int[rows];
          byte[] bytes = new byte[joinedSize(left, right, rows)];
          int used = 0;
          for (int i = 0; i < rows; i++) {
            starts[i] = used;
            if (!left.isNull(i) && !right.isNull(i)) {
              System.arraycopy(left.bytes(), left.start(i), bytes, used, left.length(i));
              used += left.length(i);
              System.arraycopy(right.bytes(), right.start(i), bytes, used, right.length(i));
              used += right.length(i);
            }
            ends[i] = used;
          }
          long[] validity = Validity.and(left.validity(), right.validity(), rows);
          return new BytesVector(bytes, starts, ends, rows, validity);
        };
  }

  private static int joinedSize(BytesVector left, BytesVector right, int rows) {
    long size = 0;
    for (int i = 0; i < rows; i++) {
      if (!left.isNull(i) && !right.isNull(i)) {
        size += TextSize.checked((long) left.length(i) + right.length(i));
      }
    }
    return Math.toIntExact(size);
  }

  /** A number for each text, 0 at NULL. */
  private interface Measure {
    long of(byte[] bytes, int from, int to);
  }

  private static ScalarFunction measured(Measure measure) {
    return (arguments, rows, run) -> {
      BytesVector text = Rows.bytes(arguments[0]);
      long[] lengths = new long[rows];
      for (int i = 0; i < rows; i++) {
        if (!text.isNull(i)) {
          lengths[i] = measure.of(text.bytes(), text.start(i), text.end(i));
        }
      }
      return new LongVector(lengths, rows, text.validity());
    };
  }

  static Code characters() {
    return (types, result) -> measured(Utf8::length);
  }

  static Code charactersOrBytes() {
    return (types, result) ->
        measured(types.get(0).kind().isText() ? Utf8::length : (bytes, from, to) -> to - from);
  }

  /** Bytes as the value is stored: the blanks of CHAR count. */
  static Code octets() {
    return (types, result) -> {
      ValueType type = types.get(0);
      if (type.kind() != Kind.CHAR) {
        return measured((bytes, from, to) -> to - from);
      }
      int least = Math.max(0, type.precision());
      return measured(
          (bytes, from, to) -> to - from + Math.max(0, least - Utf8.length(bytes, from, to)));
    };
  }

  static Code mapped(CaseMapping mapping) {
    return (types, result) ->
        (arguments, rows, run) -> {
          BytesVector text = Rows.bytes(arguments[0]);
          VectorBuilder results = new VectorBuilder(result.layout());
          for (int i = 0; i < rows; i++) {
            if (text.isNull(i)) {
              results.addNull();
              continue;
            }
            byte[] bytes = text.get(i);
            if (mapping.mapAscii(bytes, 0, bytes.length)) {
              results.addBytes(bytes);
            } else {
              Rows.addText(results, mapping.map(text.text(i)));
            }
          }
          return results.build();
        };
  }

  /** The part of a text that is the result, see {@link Parts}. */
  @FunctionalInterface
  interface Part {
    long of(BytesVector text, Vector[] arguments, int row);
  }

  /** Parts of the argument at {@code place}: the result shares its bytes. */
  static Code parts(int place, Part part) {
    return (types, result) ->
        (arguments, rows, run) -> {
          BytesVector text = Rows.bytes(arguments[place]);
          int[] starts = new int[rows];
          int[] ends = new int[rows];
          long[] validity = null;
          for (Vector argument : arguments) {
            validity = Validity.and(validity, argument.validity(), rows);
          }
          for (int i = 0; i < rows; i++) {
            if (!Validity.isNull(validity, i)) {
              long range = part.of(text, arguments, i);
              starts[i] = Parts.from(range);
              ends[i] = Parts.to(range);
            }
          }
          return new BytesVector(text.bytes(), starts, ends, rows, validity);
        };
  }

  static Code hexadecimal() {
    return (types, result) -> {
      boolean wide = types.get(0).kind() == Kind.BIGINT;
      return Rows.strict(
              (a, i, out) -> {
                long value = Rows.integer(a[0], i);
                Rows.addText(
                    out, wide ? Long.toHexString(value) : Integer.toHexString((int) value));
              })
          .of(types, result);
    };
  }

  static boolean isText(List<ValueType> types, int i) {
    return types.get(i).kind().isText();
  }
}
