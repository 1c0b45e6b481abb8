package org.assaydb.sql.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.syntax.ChangeStatement.Assignments;
import org.assaydb.sql.syntax.DdlLexer.Kind;
import org.assaydb.sql.syntax.DdlLexer.Token;
import org.jspecify.annotations.Nullable;

/**
 * Cursor over a statement of which Calcite parses the pieces. Places and numbers of parameters in a
 * piece are those that they have in the whole text.
 */
final class Pieces {
  private final String sql;

  /** The text without what was {@linkplain #alias cut out}. */
  private final StringBuilder rest;

  private final List<Token> tokens;
  private int at;

  Pieces(String sql) {
    this.sql = sql;
    rest = new StringBuilder(sql);
    tokens = DdlLexer.tokens(sql);
  }

  /** The text with blanks for the words that it begins with; null when it does not. */
  static @Nullable String without(String sql, String... words) {
    Pieces in = new Pieces(sql);
    if (!in.accept(words)) {
      return null;
    }
    blank(in.rest, 0, in.tokens.get(in.at - 1).to());
    return in.rest.toString();
  }

  /** Whether the next token is this word or symbol. */
  boolean sees(String word) {
    return tokens.get(at).is(word);
  }

  /** Passes these words if all of them come next. */
  boolean accept(String... words) {
    for (int i = 0; i < words.length; i++) {
      if (at + i >= tokens.size() || !tokens.get(at + i).is(words[i])) {
        return false;
      }
    }
    at += words.length;
    return true;
  }

  void expect(String... words) {
    if (!accept(words)) {
      throw unexpected(String.join(" ", words));
    }
  }

  boolean atEnd() {
    return tokens.get(at).kind() == Kind.END;
  }

  void expectEnd() {
    if (!atEnd()) {
      throw unexpected("end of statement");
    }
  }

  /** 42601 at the next token; 0A000 for RETURNING. */
  SqlLayerException unexpected(String expected) {
    Token token = tokens.get(at);
    if (token.is("RETURNING")) {
      return unsupported("RETURNING");
    }
    return DdlLexer.error(sql, token.from(), "expected " + expected + " but found " + token.text());
  }

  /** 0A000 with the place of the next token. */
  SqlLayerException unsupported(String feature) {
    return new SqlLayerException(
        SqlStates.NOT_SUPPORTED,
        feature + " is not supported" + DdlLexer.place(sql, tokens.get(at).from()));
  }

  /** Passes an expression, which ends before a comma or one of some words. */
  SqlNode expression(Set<String> ends) {
    int end = end(at, ends, true);
    return passed(end, "an expression", "", SqlText::parseExpression);
  }

  /** Passes an expression or DEFAULT. */
  SqlNode value(Set<String> ends) {
    if (sees("DEFAULT") && end(at, ends, true) == at + 1) {
      at++;
      return DefaultAssignments.mark();
    }
    return expression(ends);
  }

  /** Passes a name that is one word. */
  SqlIdentifier name() {
    int start = at;
    if (!atEnd()
        && passed(at + 1, "a name", "", SqlText::parseExpression) instanceof SqlIdentifier name) {
      return name;
    }
    at = start;
    throw unexpected("a name");
  }

  /** Passes AS and a name, which the text then no longer has; null when they are not there. */
  @Nullable SqlIdentifier alias() {
    int from = tokens.get(at).from();
    if (!accept("AS")) {
      return null;
    }
    SqlIdentifier alias = name();
    blank(rest, from, tokens.get(at - 1).to());
    return alias;
  }

  /** Goes to the start of the text and passes all before a place as one statement. */
  SqlNode statementBefore(int place) {
    at = 0;
    return passed(place, "a statement", "", SqlText::parseStatement);
  }

  /** Place of a word outside of parentheses and CASE; -1 without. */
  int find(String word) {
    int place = end(0, Set.of(word), false);
    return tokens.get(place).is(word) ? place : -1;
  }

  /** Place of the last of a word before the next of another; that of the other without. */
  int lastBefore(String word, String other) {
    Set<String> ends = Set.of(word, other);
    int last = -1;
    int next = end(at, ends, false);
    while (tokens.get(next).is(word)) {
      last = next;
      next = end(next + 1, ends, false);
    }
    return last < 0 ? next : last;
  }

  /** Place where two words and one of some others stand outside of parentheses; -1 without. */
  int find(String first, String second, Set<String> third) {
    Set<String> ends = Set.of(first);
    for (int i = end(0, ends, false); i + 2 < tokens.size(); i = end(i + 1, ends, false)) {
      if (tokens.get(i + 1).is(second) && third.stream().anyMatch(tokens.get(i + 2)::is)) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Passes the items of a FROM clause, and WHERE behind them.
   *
   * @param end place behind them
   */
  SqlSelect from(int end) {
    if (passed(end, "a table", "SELECT * FROM ", SqlText::parseStatement)
            instanceof SqlSelect select
        && isPlain(select)) {
      return select;
    }
    throw unexpected("only tables and a condition");
  }

  private static boolean isPlain(SqlSelect select) {
    return select.getGroup() == null
        && select.getHaving() == null
        && select.getWindowList().isEmpty()
        && select.getQualify() == null
        && select.getOrderList() == null
        && select.getOffset() == null
        && select.getFetch() == null;
  }

  /** Place of the end of the text. */
  int end() {
    return tokens.size() - 1;
  }

  /** Passes the name of a table, with its schema or without. */
  SqlIdentifier tableName() {
    List<String> names = new ArrayList<>();
    do {
      names.add(name().getSimple());
    } while (accept("."));
    return new SqlIdentifier(names, SqlParserPos.ZERO);
  }

  /** Passes {@code column = value, ...}, which one of some words may end. */
  Assignments assignments(Set<String> ends) {
    SqlNodeList columns = new SqlNodeList(SqlParserPos.ZERO);
    SqlNodeList values = new SqlNodeList(SqlParserPos.ZERO);
    do {
      if (sees("(")) {
        throw unsupported("SET of a row, (a, b) = ...,");
      }
      columns.add(name());
      expect("=");
      values.add(value(ends));
    } while (accept(","));
    return new Assignments(columns, values, null);
  }

  /**
   * Place of the first token from {@code start} that is one of some words, or a comma when commas
   * count, outside of parentheses and CASE; that of the end of the text without one.
   */
  private int end(int start, Set<String> ends, boolean commas) {
    int depth = 0;
    for (int i = start; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      boolean closes = token.is(")") || token.is("END");
      boolean found =
          token.kind() == Kind.WORD && ends.contains(token.text()) && !isOperator(i)
              || commas && token.is(",");
      if (depth == 0 && (found || closes) || token.kind() == Kind.END) {
        return i;
      }
      depth += token.is("(") || token.is("CASE") ? 1 : closes ? -1 : 0;
    }
    return tokens.size() - 1;
  }

  /** The word in IS [NOT] DISTINCT FROM. */
  private boolean isOperator(int i) {
    return tokens.get(i).is("FROM") && i > 0 && tokens.get(i - 1).is("DISTINCT");
  }

  /**
   * What a parser makes of the tokens before {@code end}, which are passed.
   *
   * @param lead takes the place of what stands before them
   */
  private SqlNode passed(int end, String what, String lead, Function<String, SqlNode> parser) {
    if (end == at) {
      throw unexpected(what);
    }
    int from = tokens.get(at).from();
    int parameters = (int) tokens.subList(0, at).stream().filter(t -> t.is("?")).count();
    StringBuilder text = new StringBuilder(rest.substring(0, tokens.get(end - 1).to()));
    blank(text, 0, from);
    text.replace(from - lead.length(), from, lead);
    at = end;
    SqlNode node = parser.apply(text.toString());
    return parameters == 0 ? node : numberedFrom(parameters, node);
  }

  private static void blank(StringBuilder text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      text.setCharAt(i, c == '\n' || c == '\r' ? c : ' ');
    }
  }

  private static SqlNode numberedFrom(int first, SqlNode node) {
    SqlNode numbered =
        node.accept(
            new SqlShuttle() {
              @Override
              public SqlNode visit(SqlDynamicParam parameter) {
                return new SqlDynamicParam(
                    first + parameter.getIndex(), parameter.getParserPosition());
              }
            });
    return java.util.Objects.requireNonNull(numbered);
  }
}
