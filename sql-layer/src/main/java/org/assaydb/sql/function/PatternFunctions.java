package org.assaydb.sql.function;

import static org.assaydb.sql.function.signature.Parameter.TEXT;

import java.util.List;
import java.util.function.Function;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.assaydb.sql.function.Definition.Code;
import org.assaydb.sql.function.signature.Signature;
import org.assaydb.sql.function.text.CaseMapping;
import org.assaydb.sql.function.text.LikePattern;
import org.assaydb.sql.function.text.SimilarPattern;
import org.assaydb.sql.vector.BooleanVector;
import org.assaydb.sql.vector.BytesVector;
import org.assaydb.sql.vector.Validity;
import org.assaydb.sql.vector.Vector;

/**
 * LIKE, ILIKE, SIMILAR TO. Without ESCAPE the escape character is the backslash, as in PostgreSQL.
 */
final class PatternFunctions {
  private PatternFunctions() {}

  static List<Definition> all() {
    Signature signature = Signature.of(TEXT, TEXT).or(TEXT, TEXT, TEXT);
    return List.of(
        Definition.calcite(SqlStdOperatorTable.LIKE, signature, like(false)),
        Definition.calcite(SqlLibraryOperators.ILIKE, signature, like(true)),
        Definition.calcite(SqlStdOperatorTable.SIMILAR_TO, signature, similar()));
  }

  /** Whether the text of a row matches. */
  private interface Matcher<P> {
    boolean matches(P pattern, BytesVector text, int row, Invocation run);
  }

  private static Code like(boolean ignoreCase) {
    Function<String, String> pattern = ignoreCase ? CaseMapping.LOWER::map : Function.identity();
    Matcher<LikePattern> matcher =
        ignoreCase ? PatternFunctions::matchesLower : PatternFunctions::matches;
    return code((text, escape) -> LikePattern.of(pattern.apply(text), escape), matcher);
  }

  private static boolean matches(LikePattern pattern, BytesVector text, int row, Invocation run) {
    return pattern.matches(text.bytes(), text.start(row), text.end(row));
  }

  private static boolean matchesLower(
      LikePattern pattern, BytesVector text, int row, Invocation run) {
    byte[] bytes = text.get(row);
    if (!CaseMapping.LOWER.mapAscii(bytes, 0, bytes.length)) {
      bytes =
          CaseMapping.LOWER.map(text.text(row)).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
    return pattern.matches(bytes, 0, bytes.length);
  }

  private static Code similar() {
    return code(
        SimilarPattern::of,
        (pattern, text, row, run) -> pattern.matches(text.text(row), run.interruptCheck()));
  }

  private interface PatternCompiler<P> {
    P compile(String pattern, int escape);
  }

  private static <P> Code code(PatternCompiler<P> compiler, Matcher<P> matcher) {
    return (types, result) ->
        (arguments, rows, run) -> {
          BytesVector text = Rows.bytes(arguments[0]);
          BytesVector patterns = Rows.bytes(arguments[1]);
          long[] validity = null;
          for (Vector argument : arguments) {
            validity = Validity.and(validity, argument.validity(), rows);
          }
          Compiled<Compiled<P>> byEscape =
              new Compiled<>(
                  escape -> {
                    int point = LikePattern.escape(escape);
                    return new Compiled<>(pattern -> compiler.compile(pattern, point));
                  });
          Compiled<P> plain = byEscape.get("\\");
          long[] bits = Validity.noneSet(rows);
          for (int i = 0; i < rows; i++) {
            run.checkInterrupted(i);
            if (!Validity.isNull(validity, i)) {
              Compiled<P> compiled =
                  arguments.length > 2 ? byEscape.at(Rows.bytes(arguments[2]), i) : plain;
              if (matcher.matches(compiled.at(patterns, i), text, i, run)) {
                Validity.set(bits, i);
              }
            }
          }
          return new BooleanVector(bits, rows, validity);
        };
  }
}
