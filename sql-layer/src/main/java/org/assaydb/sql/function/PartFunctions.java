package org.assaydb.sql.function;

import static org.assaydb.sql.function.signature.Parameter.BINARY;
import static org.assaydb.sql.function.signature.Parameter.INTEGER;
import static org.assaydb.sql.function.signature.Parameter.TEXT;
import static org.assaydb.sql.function.signature.Parameter.UNIT;

import java.util.List;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.assaydb.sql.function.Definition.Code;
import org.assaydb.sql.function.signature.Results;
import org.assaydb.sql.function.signature.Signature;
import org.assaydb.sql.function.text.ByteSearch;
import org.assaydb.sql.function.text.Parts;
import org.assaydb.sql.function.text.Utf8;
import org.assaydb.sql.vector.BytesVector;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.Vector;
import org.jspecify.annotations.Nullable;

/** Functions whose result is a part of their argument. */
final class PartFunctions {
  private static final int[] BLANK = {' '};

  private PartFunctions() {}

  static List<Definition> all() {
    Signature trim = Signature.of(TEXT).or(TEXT, TEXT);
    Signature count = Signature.of(TEXT, INTEGER);
    return List.of(
        Definition.special("SUBSTRING", SqlKind.OTHER_FUNCTION, SqlFunctionCategory.STRING)
            .is(Results.SUBSTRING, substrings().or(TEXT, TEXT), PartFunctions::substring),
        Definition.function("SUBSTR", Results.ARGUMENT, substrings(), PartFunctions::substring),
        Definition.function(
            "LEFT",
            Results.ARGUMENT,
            count,
            TextVectors.parts(
                0, (t, a, i) -> Parts.left(t.bytes(), t.start(i), t.end(i), number(a[1], i)))),
        Definition.function(
            "RIGHT",
            Results.ARGUMENT,
            count,
            TextVectors.parts(
                0, (t, a, i) -> Parts.right(t.bytes(), t.start(i), t.end(i), number(a[1], i)))),
        Definition.special("TRIM", SqlKind.TRIM, SqlFunctionCategory.STRING)
            .is(
                Results.argument(2),
                Signature.of(UNIT, TEXT, TEXT),
                TextVectors.parts(2, PartFunctions::trim)),
        Definition.function("LTRIM", Results.ARGUMENT, trim, trimmed(true, false)),
        Definition.function("RTRIM", Results.ARGUMENT, trim, trimmed(false, true)),
        Definition.function("BTRIM", Results.ARGUMENT, trim, trimmed(true, true)),
        Definition.function(
            "SPLIT_PART",
            Results.ARGUMENT,
            Signature.of(TEXT, TEXT, INTEGER),
            TextVectors.parts(0, PartFunctions::field)));
  }

  private static Signature substrings() {
    return Signature.of(TEXT, INTEGER)
        .or(TEXT, INTEGER, INTEGER)
        .or(BINARY, INTEGER)
        .or(BINARY, INTEGER, INTEGER);
  }

  private static long number(Vector argument, int row) {
    return Rows.integer(argument, row);
  }

  private static @Nullable ScalarFunction substring(List<ValueType> types, ValueType result) {
    if (TextVectors.isText(types, 1)) {
      return RegexFunctions.substring(types, result);
    }
    boolean text = TextVectors.isText(types, 0);
    return TextVectors.parts(
            0,
            (t, a, i) -> {
              long start = number(a[1], i);
              long length = a.length > 2 ? number(a[2], i) : Long.MAX_VALUE;
              return text
                  ? Parts.substring(t.bytes(), t.start(i), t.end(i), start, length)
                  : Parts.subBytes(t.start(i), t.end(i), start, length);
            })
        .of(types, result);
  }

  private static long trim(BytesVector text, Vector[] arguments, int row) {
    String ends = Rows.text(arguments[0], row);
    return trimmed(text, arguments[1], row, !ends.equals("TRAILING"), !ends.equals("LEADING"));
  }

  private static Code trimmed(boolean leading, boolean trailing) {
    return TextVectors.parts(
        0,
        (t, a, i) ->
            a.length > 1
                ? trimmed(t, a[1], i, leading, trailing)
                : Parts.trimmed(t.bytes(), t.start(i), t.end(i), BLANK, leading, trailing));
  }

  private static long trimmed(
      BytesVector text, Vector characters, int row, boolean leading, boolean trailing) {
    BytesVector set = Rows.bytes(characters);
    int[] points = Utf8.codePoints(set.bytes(), set.start(row), set.end(row));
    return Parts.trimmed(text.bytes(), text.start(row), text.end(row), points, leading, trailing);
  }

  private static long field(BytesVector text, Vector[] arguments, int row) {
    ByteSearch delimiter = new ByteSearch(Rows.bytes(arguments[1]).get(row));
    return Parts.field(
        text.bytes(), text.start(row), text.end(row), delimiter, number(arguments[2], row));
  }
}
