package org.assaydb.sql.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.SqlLayerException;

/** Tokens of a statement, with their places in the text. */
final class DdlLexer {
  /** Kinds of tokens; a quoted name is never a keyword. */
  public enum Kind {
    WORD,
    QUOTED,
    NUMBER,
    STRING,
    SYMBOL,
    END
  }

  /** {@code text} of a WORD is in upper case. */
  record Token(Kind kind, String text, int from, int to) {
    public boolean is(String word) {
      return (kind == Kind.WORD || kind == Kind.SYMBOL) && text.equals(word);
    }
  }

  private final String sql;
  private int at;

  private DdlLexer(String sql) {
    this.sql = sql;
  }

  static List<Token> tokens(String sql) {
    DdlLexer lexer = new DdlLexer(sql);
    List<Token> tokens = new ArrayList<>();
    Token token;
    do {
      token = lexer.next();
      tokens.add(token);
    } while (token.kind() != Kind.END);
    return tokens;
  }

  /** 42601 with line and column of {@code offset}. */
  public static SqlLayerException error(String sql, int offset, String message) {
    return new SqlLayerException(SqlStates.SYNTAX, message + place(sql, offset));
  }

  public static String place(String sql, int offset) {
    int line = 1;
    int column = 1;
    for (int i = 0; i < Math.min(offset, sql.length()); i++) {
      boolean end = sql.charAt(i) == '\n';
      line += end ? 1 : 0;
      column = end ? 1 : column + 1;
    }
    return " at line " + line + ", column " + column;
  }

  private Token next() {
    skipBlanks();
    int from = at;
    if (at >= sql.length()) {
      return new Token(Kind.END, "end of statement", from, from);
    }
    char c = sql.charAt(at);
    if ((c == 'E' || c == 'e') && at + 1 < sql.length() && sql.charAt(at + 1) == '\'') {
      return escaped();
    }
    if (Character.isLetter(c) || c == '_') {
      while (at < sql.length() && isWordPart(sql.charAt(at))) {
        at++;
      }
      return new Token(Kind.WORD, sql.substring(from, at).toUpperCase(Locale.ROOT), from, at);
    }
    if (c >= '0' && c <= '9') {
      while (at < sql.length() && (isWordPart(sql.charAt(at)) || sql.charAt(at) == '.')) {
        at++;
      }
      return new Token(Kind.NUMBER, sql.substring(from, at), from, at);
    }
    if (c == '"' || c == '\'') {
      return quoted(c);
    }
    at++;
    return new Token(Kind.SYMBOL, String.valueOf(c), from, at);
  }

  static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$';
  }

  private Token quoted(char quote) {
    int from = at++;
    StringBuilder text = new StringBuilder();
    while (at < sql.length()) {
      char c = sql.charAt(at++);
      if (c != quote) {
        text.append(c);
      } else if (at < sql.length() && sql.charAt(at) == quote) {
        text.append(c);
        at++;
      } else {
        return new Token(quote == '"' ? Kind.QUOTED : Kind.STRING, text.toString(), from, at);
      }
    }
    throw error(sql, from, quote == '"' ? "unterminated quoted name" : "unterminated text");
  }

  /** {@code E'...'}, in which a backslash takes the next character with it. */
  private Token escaped() {
    int from = at;
    at += 2;
    while (at < sql.length()) {
      char c = sql.charAt(at++);
      if (c == '\\') {
        at++;
      } else if (c == '\'' && at < sql.length() && sql.charAt(at) == '\'') {
        at++;
      } else if (c == '\'') {
        return new Token(Kind.STRING, sql.substring(from + 2, at - 1), from, at);
      }
    }
    throw error(sql, from, "unterminated text");
  }

  private void skipBlanks() {
    at = afterBlanks(sql, at);
  }

  /** Whether a text holds a word in any place: a quick look before its tokens are made. */
  static boolean mayHold(String sql, String word) {
    for (int i = sql.length() - word.length(); i > 0; i--) {
      if (sql.regionMatches(true, i, word, 0, word.length())) {
        return true;
      }
    }
    return false;
  }

  /** Where blanks and comments end that begin at {@code from}. */
  static int afterBlanks(String sql, int from) {
    int at = from;
    while (at < sql.length()) {
      if (Character.isWhitespace(sql.charAt(at))) {
        at++;
      } else if (sql.startsWith("--", at) || sql.startsWith("//", at)) {
        int end = sql.indexOf('\n', at);
        at = end < 0 ? sql.length() : end;
      } else if (sql.startsWith("/*", at)) {
        int end = sql.indexOf("*/", at + 2);
        if (end < 0) {
          throw error(sql, at, "unterminated comment");
        }
        at = end + 2;
      } else {
        return at;
      }
    }
    return at;
  }
}
