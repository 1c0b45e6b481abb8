package org.assaydb.sql.syntax;

import java.util.List;
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

  static String marked(String sql) {
    if (!DdlLexer.mayHold(sql, "DEFAULT")) {
      return sql;
    }
    List<Token> tokens = DdlLexer.tokens(sql);
    if (!tokens.get(0).is("UPDATE")) {
      return sql;
    }
    StringBuilder text = new StringBuilder(sql);
    for (int i = 1; i + 1 < tokens.size(); i++) {
      Token next = tokens.get(i + 1);
      boolean ends = next.is(",") || next.is("WHERE") || next.kind() == DdlLexer.Kind.END;
      if (tokens.get(i).is("DEFAULT") && tokens.get(i - 1).is("=") && ends) {
        text.replace(tokens.get(i).from(), tokens.get(i).to(), MARK);
      }
    }
    return text.toString();
  }

  /** What stands for DEFAULT as a value. */
  static SqlNode mark() {
    return new SqlIdentifier(NAME, SqlParserPos.ZERO);
  }

  public static boolean isMark(SqlNode node) {
    return node instanceof SqlIdentifier id && id.isSimple() && id.getSimple().equals(NAME);
  }
}
