package org.assaydb.sql.syntax;

import java.util.List;
import java.util.Set;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.schema.Column;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.ColumnType.Kind;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.SqlStates;
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
    boolean word = token.kind() == DdlLexer.Kind.WORD && !unsupported.contains(token.text());
    if (!word && token.kind() != DdlLexer.Kind.QUOTED) {
      throw unexpected("a name");
    }
    int bytes = token.text().getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
    if (bytes == 0 || bytes > Column.MAX_NAME_BYTES) {
      throw DdlLexer.error(sql, token.from(), "a name has 1 to 128 bytes");
    }
    at++;
    return token.text();
  }

  private int number() {
    Token token = peek();
    if (token.kind() != DdlLexer.Kind.NUMBER || !token.text().matches("[0-9]{1,9}")) {
      throw unexpected("a number");
    }
    at++;
    return Integer.parseInt(token.text());
  }

  public ColumnType type() {
    Token token = peek();
    if (token.kind() != DdlLexer.Kind.WORD) {
      throw unexpected("a type");
    }
    at++;
    try {
      return type(token);
    } catch (VerificationException e) {
      throw new SqlLayerException(
          SqlStates.INVALID_DEFINITION, "bad length or precision of " + token.text(), e);
    }
  }

  private ColumnType type(Token token) {
    switch (token.text()) {
      case "BOOLEAN", "BOOL":
        return ColumnType.of(Kind.BOOLEAN);
      case "SMALLINT":
        return ColumnType.of(Kind.SMALLINT);
      case "INTEGER", "INT":
        return ColumnType.of(Kind.INTEGER);
      case "BIGINT":
        return ColumnType.of(Kind.BIGINT);
      case "DECIMAL", "NUMERIC", "DEC":
        return decimal();
      case "DOUBLE":
        accept("PRECISION");
        return ColumnType.of(Kind.DOUBLE);
      case "FLOAT", "REAL":
        length(53);
        return ColumnType.of(Kind.DOUBLE);
      case "VARCHAR", "TEXT":
        return ColumnType.of(Kind.VARCHAR, length(ColumnType.MAX_LENGTH));
      case "CHAR", "CHARACTER":
        boolean varying = accept("VARYING");
        return varying
            ? ColumnType.of(Kind.VARCHAR, length(ColumnType.MAX_LENGTH))
            : ColumnType.of(Kind.CHAR, length(1));
      case "DATE":
        return ColumnType.of(Kind.DATE);
      case "TIME":
        length(3);
        return ColumnType.of(Kind.TIME);
      case "TIMESTAMP":
        length(3);
        return ColumnType.of(Kind.TIMESTAMP);
      case "VARBINARY":
        return ColumnType.of(Kind.VARBINARY, length(ColumnType.MAX_LENGTH));
      case "UUID":
        return ColumnType.of(Kind.UUID);
      default:
        throw new SqlLayerException(
            SqlStates.NOT_SUPPORTED,
            "type " + token.text() + " is not supported" + DdlLexer.place(sql, token.from()));
    }
  }

  private ColumnType decimal() {
    if (!accept("(")) {
      return ColumnType.decimal(38, 0);
    }
    int precision = number();
    int scale = accept(",") ? number() : 0;
    expect(")");
    return ColumnType.decimal(precision, scale);
  }

  private int length(int fallback) {
    if (!accept("(")) {
      return fallback;
    }
    int length = number();
    expect(")");
    return length;
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
