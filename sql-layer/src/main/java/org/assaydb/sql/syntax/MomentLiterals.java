package org.assaydb.sql.syntax;

import java.util.Map;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.assaydb.sql.syntax.DdlLexer.Kind;
import org.assaydb.sql.syntax.DdlLexer.Token;
import org.assaydb.sql.value.DateTimeText;

/**
 * Literals of DATE, TIME and TIMESTAMP that Calcite refuses, for it knows the days that the change
 * of the calendar left out in 1582 as little as ISO forms with a T or an offset: casts of text.
 */
final class MomentLiterals {
  private static final Map<String, String> ESCAPES =
      Map.of("D", "DATE", "T", "TIME", "TS", "TIMESTAMP");

  private MomentLiterals() {}

  static void respell(Respelling text) {
    for (int i = 0; i + 1 < text.size(); i++) {
      Token word = text.token(i);
      Token value = text.token(i + 1);
      if (word.kind() != Kind.WORD || value.kind() != Kind.STRING) {
        continue;
      }
      boolean escape =
          i > 0
              && text.token(i - 1).is("{")
              && text.token(i + 2).is("}")
              && ESCAPES.containsKey(word.text());
      String type = escape ? ESCAPES.get(word.text()) : word.text();
      if (type != null && ESCAPES.containsValue(type) && !isKnown(type, value.text())) {
        check(type, value.text());
        int from = escape ? text.token(i - 1).from() : word.from();
        int to = escape ? text.token(i + 2).to() : value.to();
        String digits = type.equals("DATE") ? "" : "(6)";
        String source = text.sql().substring(value.from(), value.to());
        text.replace(from, to, "CAST(" + source + " AS " + type + digits + ")");
      }
    }
  }

  private static boolean isKnown(String type, String value) {
    try {
      SqlLiteral literal = SqlLiteral.createUnknown(type, value, SqlParserPos.ZERO);
      ((SqlUnknownLiteral) literal).resolve(SqlTypeName.valueOf(type));
      return true;
    } catch (CalciteException e) {
      return false;
    }
  }

  /** Refuses with 22007 what is not a moment, whether it is looked at or not. */
  private static void check(String type, String value) {
    switch (type) {
      case "DATE" -> DateTimeText.date(value);
      case "TIME" -> DateTimeText.time(value);
      default -> DateTimeText.timestamp(value);
    }
  }
}
