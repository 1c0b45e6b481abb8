package org.assaydb.sql.syntax;

import java.util.function.Predicate;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.avatica.util.Quoting;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.SqlConformance;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlDelegatingConformance;
import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.SqlLayerException;

/** From text to Calcite's syntax tree. */
public final class SqlText {
  /** The dialect, for the parser and for the validator after it. */
  public static final SqlConformance CONFORMANCE =
      new SqlDelegatingConformance(SqlConformanceEnum.LENIENT) {
        @Override
        public boolean checkedArithmetic() {
          return true;
        }

        @Override
        public boolean shouldConvertRaggedUnionTypesToVarying() {
          return true;
        }
      };

  private static final SqlParser.Config PARSER =
      SqlParser.config()
          .withQuoting(Quoting.DOUBLE_QUOTE)
          .withUnquotedCasing(Casing.TO_UPPER)
          .withQuotedCasing(Casing.UNCHANGED)
          .withCaseSensitive(true)
          .withIdentifierMaxLength(128)
          .withConformance(CONFORMANCE);

  private static final Predicate<String> RESERVED =
      SqlParser.create("", PARSER).getMetadata()::isReservedWord;

  private SqlText() {}

  /**
   * Whether a word in upper case is no name unless it is quoted: definitions ask the grammar of
   * queries, so that a table never takes a name that no query can say.
   */
  public static boolean isReserved(String word) {
    return RESERVED.test(word);
  }

  /** Parses one statement; 42601 with line and column. */
  public static SqlNode parse(String sql) {
    String text = trimSemicolon(sql);
    SqlNode own = ChangeSyntax.parse(text);
    return own == null ? parseStatement(text) : own;
  }

  /** Parses a statement that Calcite's grammar knows. */
  static SqlNode parseStatement(String sql) {
    try {
      Respelling text = Respelling.of(sql);
      return marked(SqlParser.create(text.text(), PARSER).parseStmt(), text);
    } catch (SqlParseException e) {
      throw error(sql, e);
    }
  }

  /** How many parameters a statement has. */
  public static int parameterCount(SqlNode statement) {
    int[] count = {0};
    statement.accept(
        new SqlBasicVisitor<Void>() {
          @Override
          public Void visit(SqlDynamicParam parameter) {
            count[0] = Math.max(count[0], parameter.getIndex() + 1);
            return super.visit(parameter);
          }
        });
    return count[0];
  }

  /** Parses one expression; 42601 with line and column. */
  public static SqlNode parseExpression(String sql) {
    try {
      Respelling text = Respelling.of(sql);
      return marked(SqlParser.create(text.text(), PARSER).parseExpression(), text);
    } catch (SqlParseException e) {
      throw error(sql, e);
    }
  }

  private static SqlNode marked(SqlNode parsed, Respelling text) {
    RepeatedOperands.check(parsed);
    SqlNode marked = text.hasMarks() ? parsed.accept(new MarkedClauses(text)) : parsed;
    return marked == null ? parsed : marked;
  }

  private static String trimSemicolon(String sql) {
    String text = sql.stripTrailing();
    while (text.endsWith(";")) {
      text = text.substring(0, text.length() - 1).stripTrailing();
    }
    return text;
  }

  private static SqlLayerException error(String sql, SqlParseException e) {
    if (e.getCause() instanceof StackOverflowError) {
      return new SqlLayerException(SqlStates.TOO_COMPLEX, "statement is nested too deeply", e);
    }
    // The parser would name the word before it as the one that it did not expect.
    for (DdlLexer.Token token : DdlLexer.tokens(sql)) {
      if (token.is("RETURNING")) {
        return new SqlLayerException(
            SqlStates.NOT_SUPPORTED,
            "RETURNING is not supported" + DdlLexer.place(sql, token.from()),
            e);
      }
    }
    String message = e.getMessage() == null ? "syntax error" : e.getMessage();
    int end = message.indexOf("Was expecting");
    String head = (end > 0 ? message.substring(0, end) : message).strip();
    String at =
        head.contains("line ") || e.getPos() == null
            ? ""
            : " at line " + e.getPos().getLineNum() + ", column " + e.getPos().getColumnNum();
    return new SqlLayerException(SqlStates.SYNTAX, head + at, e);
  }
}
