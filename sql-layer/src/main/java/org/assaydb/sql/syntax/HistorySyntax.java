package org.assaydb.sql.syntax;

import org.assaydb.sql.syntax.DdlLexer.Kind;
import org.assaydb.sql.syntax.DdlLexer.Token;

/**
 * Spells FOR SYSTEM_TIME ALL, FROM a TO b and BETWEEN a AND b so that Calcite's grammar, which
 * knows AS OF alone, can read them: as AS OF a call of a function of a reserved name.
 */
public final class HistorySyntax {
  public static final String ALL = "$HISTORY_ALL";
  public static final String FROM = "$HISTORY_FROM";
  public static final String BETWEEN = "$HISTORY_BETWEEN";

  private HistorySyntax() {}

  static void respell(Respelling text) {
    for (int i = 0; i + 2 < text.size(); i++) {
      if (!text.token(i).is("FOR") || !text.token(i + 1).is("SYSTEM_TIME")) {
        continue;
      }
      Token word = text.token(i + 2);
      if (word.is("ALL")) {
        text.replace(word.from(), word.to(), "AS OF \"" + ALL + "\"()");
      } else if (word.is("FROM") || word.is("BETWEEN")) {
        ends(text, word, i + 3);
      }
    }
  }

  private static void ends(Respelling text, Token word, int first) {
    boolean from = word.is("FROM");
    int middle = literalEnd(text, first);
    Token between = text.token(middle);
    if (!between.is(from ? "TO" : "AND")) {
      throw DdlLexer.error(text.sql(), between.from(), "expected " + (from ? "TO" : "AND"));
    }
    int last = text.token(literalEnd(text, middle + 1) - 1).to();
    text.replace(word.from(), word.to(), "AS OF \"" + (from ? FROM : BETWEEN) + "\"(");
    text.replace(between.from(), between.to(), ",");
    text.replace(last, last, ")");
  }

  /** Token behind a height or TIMESTAMP literal. */
  private static int literalEnd(Respelling text, int at) {
    if (text.token(at).kind() == Kind.NUMBER) {
      return at + 1;
    }
    if (!text.token(at).is("TIMESTAMP") || text.token(at + 1).kind() != Kind.STRING) {
      throw DdlLexer.error(
          text.sql(), text.token(at).from(), "expected a height or a TIMESTAMP literal");
    }
    return at + 2;
  }
}
