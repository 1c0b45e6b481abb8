package org.assaydb.sql.syntax;

import java.util.Set;
import org.apache.calcite.sql.SqlNodeList;
import org.jspecify.annotations.Nullable;

/** Reads the statements that change rows and that Calcite's grammar lacks. */
final class ChangeSyntax {
  private static final Set<String> AFTER_TRUNCATED =
      Set.of("RESTART", "CONTINUE", "CASCADE", "RESTRICT");

  private ChangeSyntax() {}

  /** Null for a statement that Calcite reads. */
  static @Nullable ChangeStatement parse(String sql) {
    if (startsWith(sql, "TRUNCATE")) {
      return truncate(new Pieces(sql));
    }
    return null;
  }

  /** Whether the first word behind blanks and comments is {@code word}. */
  private static boolean startsWith(String sql, String word) {
    int at = DdlLexer.afterBlanks(sql, 0);
    int end = at + word.length();
    return sql.regionMatches(true, at, word, 0, word.length())
        && (end == sql.length() || !DdlLexer.isWordPart(sql.charAt(end)));
  }

  private static ChangeStatement truncate(Pieces in) {
    in.expect("TRUNCATE");
    in.accept("TABLE");
    in.accept("ONLY"); // No table inherits from another.
    SqlNodeList tables = in.tables(AFTER_TRUNCATED);
    if (!in.accept("RESTART", "IDENTITY")) {
      in.accept("CONTINUE", "IDENTITY");
    }
    if (in.sees("CASCADE")) {
      throw in.unsupported("TRUNCATE ... CASCADE");
    }
    in.accept("RESTRICT");
    in.expectEnd();
    return new ChangeStatement.Truncate(tables);
  }
}
