package org.assaydb.sql.syntax;

import java.util.List;
import org.assaydb.sql.syntax.DdlLexer.Kind;
import org.assaydb.sql.syntax.DdlLexer.Token;

/**
 * Spells FOR SYSTEM_TIME ALL, FROM a TO b and BETWEEN a AND b so that Calcite's grammar, which
 * knows AS OF alone, can read them: as AS OF a call of a function of a reserved name. Works on
 * tokens, so that text in strings, comments and quoted names stays as it is.
 */
public final class HistorySyntax {
  public static final String ALL = "$HISTORY_ALL";
  public static final String FROM = "$HISTORY_FROM";
  public static final String BETWEEN = "$HISTORY_BETWEEN";

  private HistorySyntax() {}

  public static String rewritten(String sql) {
    if (!sql.toUpperCase(java.util.Locale.ROOT).contains("SYSTEM_TIME")) {
      return sql;
    }
    List<Token> tokens = DdlLexer.tokens(sql);
    StringBuilder out = new StringBuilder();
    int copied = 0;
    for (int i = 0; i + 2 < tokens.size(); i++) {
      if (!tokens.get(i).is("FOR") || !tokens.get(i + 1).is("SYSTEM_TIME")) {
        continue;
      }
      Token word = tokens.get(i + 2);
      if (word.is("ALL")) {
        out.append(sql, copied, word.from()).append("AS OF \"" + ALL + "\"()");
        copied = word.to();
      } else if (word.is("FROM") || word.is("BETWEEN")) {
        boolean from = word.is("FROM");
        int middle = literalEnd(sql, tokens, i + 3);
        Token between = tokens.get(middle);
        if (!between.is(from ? "TO" : "AND")) {
          throw DdlLexer.error(sql, between.from(), "expected " + (from ? "TO" : "AND"));
        }
        int last = literalEnd(sql, tokens, middle + 1) - 1;
        out.append(sql, copied, word.from());
        out.append("AS OF \"").append(from ? FROM : BETWEEN).append("\"(");
        out.append(sql, word.to(), between.from()).append(',');
        out.append(sql, between.to(), tokens.get(last).to()).append(')');
        copied = tokens.get(last).to();
      }
    }
    return out.append(sql, copied, sql.length()).toString();
  }

  /** Token behind a height or TIMESTAMP literal. */
  private static int literalEnd(String sql, List<Token> tokens, int at) {
    if (at < tokens.size() && tokens.get(at).kind() == Kind.NUMBER) {
      return at + 1;
    }
    boolean time =
        at + 1 < tokens.size()
            && tokens.get(at).is("TIMESTAMP")
            && tokens.get(at + 1).kind() == Kind.STRING;
    if (!time) {
      int offset = at < tokens.size() ? tokens.get(at).from() : sql.length();
      throw DdlLexer.error(sql, offset, "expected a height or a TIMESTAMP literal");
    }
    return at + 2;
  }
}
