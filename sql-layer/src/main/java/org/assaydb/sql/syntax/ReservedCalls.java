package org.assaydb.sql.syntax;

import org.assaydb.sql.function.FunctionLibrary;
import org.assaydb.sql.syntax.DdlLexer.Token;

/** Calls of functions whose names the grammar reserves without a rule for them: quoted names. */
final class ReservedCalls {
  private ReservedCalls() {}

  static void respell(Respelling text) {
    for (int i = 0; i + 1 < text.size(); i++) {
      Token name = text.token(i);
      boolean reserved =
          name.kind() == DdlLexer.Kind.WORD && FunctionLibrary.RESERVED_NAMES.contains(name.text());
      if (reserved && text.token(i + 1).is("(")) {
        text.replace(name.from(), name.to(), '"' + name.text() + '"');
      }
    }
  }
}
