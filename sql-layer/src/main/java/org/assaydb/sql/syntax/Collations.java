package org.assaydb.sql.syntax;

import java.util.Locale;
import java.util.Set;
import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.syntax.DdlLexer.Kind;
import org.assaydb.sql.syntax.DdlLexer.Token;

/**
 * COLLATE behind an expression. There is one order of text, code points, so that the names of just
 * that order change nothing; others are refused.
 */
final class Collations {
  private static final Set<String> CODE_POINTS = Set.of("C", "POSIX", "UCS_BASIC");

  private Collations() {}

  static void respell(Respelling text) {
    for (int i = 1; i + 1 < text.size(); i++) {
      Token collate = text.token(i);
      Token name = text.token(i + 1);
      if (collate.is("COLLATE") && endsOperand(text.token(i - 1)) && isName(name)) {
        check(name.text(), DdlLexer.place(text.sql(), name.from()));
        text.replace(collate.from(), name.to(), " ".repeat(name.to() - collate.from()));
      }
    }
  }

  /** Refuses the name of another order with 0A000. */
  static void check(String name, String place) {
    if (!CODE_POINTS.contains(name.toUpperCase(Locale.ROOT))) {
      throw new SqlLayerException(
          SqlStates.NOT_SUPPORTED, "collation \"" + name + "\" is not supported" + place);
    }
  }

  private static boolean endsOperand(Token token) {
    return token.kind() != Kind.SYMBOL || token.is(")") || token.is("]") || token.is("?");
  }

  private static boolean isName(Token token) {
    return token.kind() == Kind.WORD || token.kind() == Kind.QUOTED;
  }
}
