package org.assaydb.sql.syntax;

import java.util.List;
import java.util.Set;
import org.assaydb.proofs.SqlStates;
import org.assaydb.proofs.schema.Column;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.syntax.DdlLexer.Token;

/** Cursor over the tokens of a data definition: names, types, expressions. */
final class DdlTokens {
  private final String sql;
  private final List<Token> tokens;
  private final Set<String> unsupported;
  private int at;

  DdlTokens(String sql, Set<String> unsupported) {
    this.sql = sql;
    this.unsupported = unsupported;
    tokens = DdlLexer.tokens(sql);
  }

  private Token peek() {
    return tokens.get(at);
  }

  public boolean accept(String word) {
    if (peek().is(word)) {
      at++;
      return true;
    }
    return false;
  }

  void expect(String word) {
    if (!accept(word)) {
      throw unexpected(word);
    }
  }

  void expectEnd() {
    if (peek().kind() != DdlLexer.Kind.END) {
      throw unexpected("end of statement");
    }
  }

  /** 0A000 naming the clause when it is one that exists elsewhere, 42601 otherwise. */
  public SqlLayerException unexpected(String expected) {
    Token token = peek();
    SqlLayerException error =
        DdlLexer.error(sql, token.from(), "expected " + expected + " but found " + token.text());
    return token.kind() == DdlLexer.Kind.WORD && unsupported.contains(token.text())
        ? new SqlLayerException(
            SqlStates.NOT_SUPPORTED, token.text() + " is not supported: " + error.getMessage())
        : error;
  }

  public String name() {
    Token token = peek();
    boolean word = token.kind() == DdlLexer.Kind.WORD;
    boolean reserved = word && SqlText.isReserved(token.text());
    if ((!word && token.kind() != DdlLexer.Kind.QUOTED)
        || (reserved && unsupported.contains(token.text()))) {
      throw unexpected("a name");
    }
    if (reserved) {
      throw DdlLexer.error(
          sql,
          token.from(),
          token.text() + " is a reserved word; as a name it is written in double quotes");
    }
    checkCharacters(token);
    int bytes = token.text().getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
    if (bytes == 0 || bytes > Column.MAX_NAME_BYTES) {
      throw DdlLexer.error(
          sql, token.from(), "a name has 1 to " + Column.MAX_NAME_BYTES + " bytes");
    }
    at++;
    return token.text();
  }

  private void checkCharacters(Token name) {
    int[] points = name.text().codePoints().toArray();
    for (int point : points) {
      if (Character.getType(point) == Character.SURROGATE) {
        throw new SqlLayerException(
            SqlStates.NOT_IN_REPERTOIRE,
            "a name holds half a character" + DdlLexer.place(sql, name.from()));
      }
      if (Character.isISOControl(point)) {
        throw new SqlLayerException(
            SqlStates.INVALID_NAME,
            "a name holds a control character" + DdlLexer.place(sql, name.from()));
      }
    }
  }

  /** A word in upper case. */
  String word(String expected) {
    Token token = peek();
    if (token.kind() != DdlLexer.Kind.WORD) {
      throw unexpected(expected);
    }
    at++;
    return token.text();
  }

  /** A whole number; one of more than nine digits is above every limit. */
  int number() {
    Token token = peek();
    if (token.kind() != DdlLexer.Kind.NUMBER || !token.text().matches("[0-9]+")) {
      throw unexpected("a number");
    }
    at++;
    return token.text().length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(token.text());
  }

  /** Where the token that was read last stands. */
  String place() {
    return DdlLexer.place(sql, tokens.get(Math.max(0, at - 1)).from());
  }

  /** Source text up to a comma or parenthesis that closes, or one of {@code ends}. */
  public String expression(Set<String> ends) {
    int from = peek().from();
    int to = from;
    int depth = 0;
    boolean first = true;
    while (true) {
      Token token = peek();
      boolean word = token.kind() == DdlLexer.Kind.WORD;
      boolean atEnd =
          depth == 0
              && (token.is(",")
                  || token.is(")")
                  || (word && !first && ends.contains(token.text())));
      if (atEnd || token.kind() == DdlLexer.Kind.END) {
        break;
      }
      depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
      to = token.to();
      first = false;
      at++;
    }
    if (to == from || to - from > 1024) {
      throw unexpected("an expression of at most 1024 characters");
    }
    return sql.substring(from, to);
  }
}
