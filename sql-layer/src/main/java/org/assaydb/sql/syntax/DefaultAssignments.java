package org.assaydb.sql.syntax;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.assaydb.sql.syntax.DdlLexer.Token;

/** {@code SET c = DEFAULT}, which Calcite's grammar lacks: DEFAULT becomes a name of its own. */
public final class DefaultAssignments {
  private static final String NAME = "$DEF$";

  /** As long as the word it replaces, so that places in error messages stay true. */
  private static final String MARK = '"' + NAME + '"';

  private DefaultAssignments() {}

  static void respell(Respelling text) {
    if (!text.token(0).is("UPDATE")) {
      return;
    }
    for (int i = 1; i + 1 < text.size(); i++) {
      Token word = text.token(i);
      Token next = text.token(i + 1);
      boolean ends = next.is(",") || next.is("WHERE") || next.kind() == DdlLexer.Kind.END;
      if (word.is("DEFAULT") && text.token(i - 1).is("=") && ends) {
        text.replace(word.from(), word.to(), MARK);
      }
    }
  }

  /** What stands for DEFAULT as a value. */
  static SqlNode mark() {
    return new SqlIdentifier(NAME, SqlParserPos.ZERO);
  }

  public static boolean isMark(SqlNode node) {
    return node instanceof SqlIdentifier id && id.isSimple() && id.getSimple().equals(NAME);
  }
}
