package org.assaydb.sql.function;

import static org.assaydb.sql.function.signature.Parameter.AS_TEXT;
import static org.assaydb.sql.function.signature.Parameter.BINARY;
import static org.assaydb.sql.function.signature.Parameter.INTEGER;
import static org.assaydb.sql.function.signature.Parameter.TEXT;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.assaydb.sql.function.Definition.Code;
import org.assaydb.sql.function.signature.Results;
import org.assaydb.sql.function.signature.Signature;
import org.assaydb.sql.function.text.ByteSearch;
import org.assaydb.sql.function.text.CaseMapping;
import org.assaydb.sql.function.text.Edits;
import org.assaydb.sql.function.text.Padding;
import org.assaydb.sql.function.text.Utf8;
import org.assaydb.sql.function.text.Words;
import org.assaydb.sql.vector.BytesVector;
import org.assaydb.sql.vector.Vector;

/** Functions of text that measure it or make other text of it. */
final class TextFunctions {
  private TextFunctions() {}

  static List<Definition> all() {
    List<Definition> all = new ArrayList<>();
    all.add(
        Definition.operator(
            SqlStdOperatorTable.CONCAT,
            Results.JOINED,
            Signature.of(TEXT, TEXT).or(BINARY, BINARY).or(TEXT, AS_TEXT).or(AS_TEXT, TEXT),
            TextVectors.joined()));
    all.addAll(lengths());
    all.addAll(cases());
    all.addAll(edits());
    all.addAll(fills());
    all.addAll(characters());
    return all;
  }

  private static List<Definition> lengths() {
    Code length = TextVectors.characters();
    Signature text = Signature.of(TEXT);
    SqlFunctionCategory system = SqlFunctionCategory.SYSTEM;
    SqlFunctionCategory numeric = SqlFunctionCategory.NUMERIC;
    return List.of(
        Definition.special("CHAR_LENGTH", SqlKind.CHAR_LENGTH, system)
            .is(Results.INTEGER, text, length),
        Definition.special("CHARACTER_LENGTH", SqlKind.CHAR_LENGTH, system)
            .is(Results.INTEGER, text, length),
        Definition.function(
            "LENGTH", Results.INTEGER, text.or(BINARY), TextVectors.charactersOrBytes()),
        Definition.function("OCTET_LENGTH", Results.INTEGER, text.or(BINARY), TextVectors.octets()),
        Definition.special("POSITION", SqlKind.POSITION, numeric)
            .is(Results.INTEGER, Signature.of(TEXT, TEXT), position(0, 1)),
        Definition.function("STRPOS", Results.INTEGER, Signature.of(TEXT, TEXT), position(1, 0)),
        Definition.function(
            "STARTS_WITH",
            Results.BOOLEAN,
            Signature.of(TEXT, TEXT),
            Rows.strict((a, i, out) -> out.addBoolean(startsWith(a, i)))));
  }

  /** The place of a part in a text: 1 for its first character, 0 when it is not there. */
  private static Code position(int part, int text) {
    return Rows.strict(
        (a, i, out) -> {
          BytesVector whole = Rows.bytes(a[text]);
          int from = whole.start(i);
          int found =
              new ByteSearch(Rows.bytes(a[part]).get(i)).find(whole.bytes(), from, whole.end(i));
          out.addLong(found < 0 ? 0 : 1 + Utf8.length(whole.bytes(), from, found));
        });
  }

  private static boolean startsWith(Vector[] arguments, int row) {
    BytesVector text = Rows.bytes(arguments[0]);
    BytesVector prefix = Rows.bytes(arguments[1]);
    int length = prefix.length(row);
    return text.length(row) >= length
        && java.util.Arrays.equals(
            text.bytes(),
            text.start(row),
            text.start(row) + length,
            prefix.bytes(),
            prefix.start(row),
            prefix.end(row));
  }

  private static List<Definition> cases() {
    Signature text = Signature.of(TEXT);
    return List.of(
        Definition.function("UPPER", Results.ARGUMENT, text, TextVectors.mapped(CaseMapping.UPPER)),
        Definition.function("LOWER", Results.ARGUMENT, text, TextVectors.mapped(CaseMapping.LOWER)),
        Definition.function(
            "INITCAP",
            Results.ARGUMENT,
            text,
            Rows.strict((a, i, out) -> Rows.addText(out, Words.capitalized(Rows.text(a[0], i))))));
  }

  private static List<Definition> edits() {
    SqlFunctionCategory string = SqlFunctionCategory.STRING;
    return List.of(
        Definition.function(
            "REPLACE", Results.TEXT, Signature.of(TEXT, TEXT, TEXT), Rows.strict(replaced())),
        Definition.function(
            "REVERSE",
            Results.ARGUMENT,
            Signature.of(TEXT),
            Rows.strict((a, i, out) -> Rows.addText(out, Edits.reversed(Rows.text(a[0], i))))),
        // Calcite calls the function of three arguments so; SQL text calls it TRANSLATE.
        Definition.special("TRANSLATE3", SqlKind.OTHER_FUNCTION, string)
            .is(
                Results.ARGUMENT,
                Signature.of(TEXT, TEXT, TEXT),
                Rows.strict(
                    (a, i, out) ->
                        Rows.addText(
                            out,
                            Edits.translated(
                                Rows.text(a[0], i), Rows.text(a[1], i), Rows.text(a[2], i))))),
        Definition.special("OVERLAY", SqlKind.OTHER_FUNCTION, string)
            .is(
                Results.TEXT,
                Signature.of(TEXT, TEXT, INTEGER).or(TEXT, TEXT, INTEGER, INTEGER),
                Rows.strict(overlaid())));
  }

  private static Rows.Row replaced() {
    return (a, i, out) -> {
      BytesVector text = Rows.bytes(a[0]);
      ByteSearch part = new ByteSearch(Rows.bytes(a[1]).get(i));
      out.addBytes(
          Edits.replaced(text.bytes(), text.start(i), text.end(i), part, Rows.bytes(a[2]).get(i)));
    };
  }

  private static Rows.Row overlaid() {
    return (a, i, out) -> {
      String part = Rows.text(a[1], i);
      long length = a.length > 3 ? Rows.integer(a[3], i) : part.codePointCount(0, part.length());
      Rows.addText(out, Edits.overlaid(Rows.text(a[0], i), part, Rows.integer(a[2], i), length));
    };
  }

  private static List<Definition> fills() {
    Signature pad = Signature.of(TEXT, INTEGER).or(TEXT, INTEGER, TEXT);
    return List.of(
        Definition.function("LPAD", Results.TEXT, pad, padded(true)),
        Definition.function("RPAD", Results.TEXT, pad, padded(false)),
        Definition.function(
            "REPEAT",
            Results.TEXT,
            Signature.of(TEXT, INTEGER),
            Rows.strict(
                (a, i, out) ->
                    Rows.addText(out, Edits.repeated(Rows.text(a[0], i), Rows.integer(a[1], i))))));
  }

  private static Code padded(boolean left) {
    return Rows.strict(
        (a, i, out) -> {
          String fill = a.length > 2 ? Rows.text(a[2], i) : " ";
          String text = Rows.text(a[0], i);
          Rows.addText(out, Padding.padded(text, Rows.integer(a[1], i), fill, left));
        });
  }

  private static List<Definition> characters() {
    return List.of(
        Definition.function(
            "ASCII",
            Results.INTEGER,
            Signature.of(TEXT),
            Rows.strict(
                (a, i, out) -> {
                  BytesVector text = Rows.bytes(a[0]);
                  out.addLong(text.length(i) == 0 ? 0 : Utf8.at(text.bytes(), text.start(i)));
                })),
        Definition.function(
            "CHR",
            Results.TEXT,
            Signature.of(INTEGER),
            Rows.strict((a, i, out) -> Rows.addText(out, Edits.character(Rows.integer(a[0], i))))),
        Definition.function(
            "TO_HEX", Results.TEXT, Signature.of(INTEGER), TextVectors.hexadecimal()));
  }
}
