package org.assaydb.sql.syntax;

import org.assaydb.sql.syntax.DdlLexer.Kind;
import org.assaydb.sql.syntax.DdlLexer.Token;

/** Frames of windows in GROUPS: the word becomes ROWS, and is marked. */
final class GroupFrames {
  private GroupFrames() {}

  static void respell(Respelling text) {
    for (int i = 0; i + 1 < text.size(); i++) {
      Token word = text.token(i);
      if (word.is("GROUPS") && beginsFrame(text.token(i + 1))) {
        text.replace(word.from(), word.to(), "ROWS  ");
        text.mark(word.from());
      }
    }
  }

  private static boolean beginsFrame(Token next) {
    return next.is("BETWEEN")
        || next.is("UNBOUNDED")
        || next.is("CURRENT")
        || next.kind() == Kind.NUMBER
        || next.is("?")
        || next.is("(")
        || next.is("-");
  }
}
