package org.assaydb.sql.syntax;

import org.assaydb.sql.syntax.DdlLexer.Kind;
import org.assaydb.sql.syntax.DdlLexer.Token;

/**
 * FETCH FIRST without a number, which means one row, and WITH TIES: it becomes ONLY, and the number
 * is marked.
 */
final class FetchClauses {
  private FetchClauses() {}

  static void respell(Respelling text) {
    for (int i = 0; i + 3 < text.size(); i++) {
      Token word = text.token(i + 1);
      if (text.token(i).is("FETCH") && (word.is("FIRST") || word.is("NEXT"))) {
        clause(text, i + 2);
      }
    }
  }

  private static void clause(Respelling text, int at) {
    Token count = text.token(at);
    boolean none = isRow(count);
    int row = none ? at : at + 1;
    if (!none && !(count.kind() == Kind.NUMBER || count.is("?"))) {
      return;
    }
    if (none) {
      text.replace(count.from(), count.from(), "1 ");
    }
    Token with = text.token(row + 1);
    Token ties = text.token(row + 2);
    if (isRow(text.token(row)) && with.is("WITH") && ties.is("TIES")) {
      text.replace(with.from(), ties.to(), "ONLY");
      text.mark(count.from());
    }
  }

  private static boolean isRow(Token token) {
    return token.is("ROW") || token.is("ROWS");
  }
}
