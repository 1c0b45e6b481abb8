package org.assaydb.sql.function;

import static org.assaydb.sql.function.signature.Parameter.TEXT;

import java.util.List;
import org.assaydb.sql.function.Definition.Code;
import org.assaydb.sql.function.signature.Results;
import org.assaydb.sql.function.signature.Signature;
import org.assaydb.sql.function.text.Regex;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.Vector;
import org.assaydb.sql.vector.VectorBuilder;
import org.jspecify.annotations.Nullable;

/** Functions of regular expressions. */
final class RegexFunctions {
  private RegexFunctions() {}

  static List<Definition> all() {
    Signature flags = Signature.of(TEXT, TEXT).or(TEXT, TEXT, TEXT);
    return List.of(
        Definition.function(
            "REGEXP_LIKE",
            Results.BOOLEAN,
            flags,
            code(2, (regex, text, a, i, out, check) -> out.addBoolean(regex.findsIn(text, check)))),
        Definition.function(
            "REGEXP_COUNT",
            Results.INTEGER,
            Signature.of(TEXT, TEXT),
            code(2, (regex, text, a, i, out, check) -> out.addLong(regex.count(text, check)))),
        Definition.function(
            "REGEXP_SUBSTR",
            Results.TEXT_OR_NULL,
            Signature.of(TEXT, TEXT),
            code(2, (regex, text, a, i, out, check) -> addText(out, regex.match(text, check)))),
        Definition.function(
            "REGEXP_REPLACE",
            Results.TEXT,
            Signature.of(TEXT, TEXT, TEXT).or(TEXT, TEXT, TEXT, TEXT),
            code(
                3,
                (regex, text, a, i, out, check) ->
                    Rows.addText(out, regex.replaced(text, Rows.text(a[2], i), check)))));
  }

  /** SUBSTRING(text FROM pattern). */
  static @Nullable ScalarFunction substring(List<ValueType> types, ValueType result) {
    return code(2, (regex, text, a, i, out, check) -> addText(out, regex.matchOrGroup(text, check)))
        .of(types, result);
  }

  private static void addText(VectorBuilder out, @Nullable String text) {
    if (text == null) {
      out.addNull();
    } else {
      Rows.addText(out, text);
    }
  }

  private interface RegexRow {
    void add(
        Regex regex, String text, Vector[] arguments, int row, VectorBuilder out, Runnable check);
  }

  /** The pattern is the second argument; flags, if given, are the argument at {@code flagsAt}. */
  private static Code code(int flagsAt, RegexRow code) {
    return Rows.strictBatches(
        run -> {
          Compiled<Compiled<Regex>> byFlags =
              new Compiled<>(flags -> new Compiled<>(pattern -> Regex.of(pattern, flags)));
          Compiled<Regex> plain = byFlags.get("");
          return (a, i, out) -> {
            Compiled<Regex> compiled =
                a.length > flagsAt ? byFlags.at(Rows.bytes(a[flagsAt]), i) : plain;
            code.add(
                compiled.at(Rows.bytes(a[1]), i),
                Rows.text(a[0], i),
                a,
                i,
                out,
                run.interruptCheck());
          };
        });
  }
}
