package org.assaydb.sql.syntax;

import java.util.Set;
import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.syntax.DdlLexer.Kind;
import org.assaydb.sql.syntax.DdlLexer.Token;

/**
 * {@code ~}, {@code ~*}, {@code !~} and {@code !~*}: spelled as operators that the grammar has and
 * that we have not. Those are refused where a statement says them itself.
 */
final class PatternOperators {
  /** Words that end an operand. */
  private static final Set<String> AFTER =
      Set.of(
          "AND",
          "OR",
          "THEN",
          "ELSE",
          "WHEN",
          "END",
          "AS",
          "FROM",
          "WHERE",
          "GROUP",
          "HAVING",
          "WINDOW",
          "ORDER",
          "LIMIT",
          "OFFSET",
          "FETCH",
          "UNION",
          "INTERSECT",
          "EXCEPT");

  private PatternOperators() {}

  static void respell(Respelling text) {
    for (int i = 0; i < text.size(); i++) {
      Token token = text.token(i);
      if (token.kind() == Kind.WORD && (token.is("RLIKE") || token.is("SUBMULTISET"))) {
        throw new SqlLayerException(
            SqlStates.NOT_SUPPORTED,
            token.text() + " is not supported" + DdlLexer.place(text.sql(), token.from()));
      }
      if (token.is("~")) {
        boolean not = i > 0 && text.token(i - 1).is("!") && text.token(i - 1).to() == token.from();
        boolean star = text.token(i + 1).is("*") && text.token(i + 1).from() == token.to();
        String operator = (not ? " NOT" : "") + (star ? " SUBMULTISET OF " : " RLIKE ");
        int from = not ? text.token(i - 1).from() : token.from();
        checkOperand(text, star ? i + 2 : i + 1);
        text.replace(from, star ? text.token(i + 1).to() : token.to(), operator);
      }
    }
  }

  /** PostgreSQL reads {@code a ~ b || c} as {@code (a ~ b) || c}, the grammar would not. */
  private static void checkOperand(Respelling text, int first) {
    int depth = 0;
    for (int i = first; i < text.size() && depth >= 0; i++) {
      Token token = text.token(i);
      depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
      if (depth == 0 && token.kind() == Kind.WORD && AFTER.contains(token.text())
          || depth == 0 && (token.is(",") || token.is("="))) {
        return;
      }
      if (depth == 0 && token.is("|")) {
        throw new SqlLayerException(
            SqlStates.NOT_SUPPORTED,
            "|| behind ~ without parentheses is not supported"
                + DdlLexer.place(text.sql(), token.from()));
      }
    }
  }
}
