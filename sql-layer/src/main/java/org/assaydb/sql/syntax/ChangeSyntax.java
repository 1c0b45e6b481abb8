package org.assaydb.sql.syntax;

import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlExplain;
import org.apache.calcite.sql.SqlExplainFormat;
import org.apache.calcite.sql.SqlExplainLevel;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlInsert;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.assaydb.sql.syntax.ChangeStatement.Assignments;
import org.jspecify.annotations.Nullable;

/** Reads the statements that change rows and that Calcite's grammar lacks. */
final class ChangeSyntax {
  private static final Set<String> AFTER_CONFLICT = Set.of("(", "ON", "DO");

  private ChangeSyntax() {}

  /** Null for a statement that Calcite reads. */
  static @Nullable SqlNode parse(String sql) {
    if (!startsWith(sql, "EXPLAIN")) {
      return change(sql);
    }
    String explained = Pieces.without(sql, "EXPLAIN", "PLAN", "FOR");
    ChangeStatement change = explained == null ? null : change(explained);
    return change == null ? null : explain(change);
  }

  private static SqlNode explain(SqlNode statement) {
    return new SqlExplain(
        SqlParserPos.ZERO,
        statement,
        SqlExplainLevel.EXPPLAN_ATTRIBUTES.symbol(SqlParserPos.ZERO),
        SqlExplain.Depth.PHYSICAL.symbol(SqlParserPos.ZERO),
        SqlExplainFormat.TEXT.symbol(SqlParserPos.ZERO),
        0);
  }

  private static @Nullable ChangeStatement change(String sql) {
    if (startsWith(sql, "TRUNCATE")) {
      return truncate(new Pieces(sql));
    }
    if (startsWith(sql, "INSERT") && DdlLexer.mayHold(sql, "CONFLICT")) {
      return insert(new Pieces(sql));
    }
    if (startsWith(sql, "UPDATE") && DdlLexer.mayHold(sql, "FROM")) {
      return joined(new Pieces(sql), "FROM");
    }
    if (startsWith(sql, "DELETE") && DdlLexer.mayHold(sql, "USING")) {
      return joined(new Pieces(sql), "USING");
    }
    if (startsWith(sql, "MERGE")) {
      return MergeSyntax.parse(new Pieces(sql));
    }
    return null;
  }

  /** Whether the first word behind blanks and comments is {@code word}. */
  private static boolean startsWith(String sql, String word) {
    int at = DdlLexer.afterBlanks(sql, 0);
    int end = at + word.length();
    return sql.regionMatches(true, at, word, 0, word.length())
        && (end == sql.length() || !DdlLexer.isWordPart(sql.charAt(end)));
  }

  private static ChangeStatement truncate(Pieces in) {
    in.expect("TRUNCATE");
    in.accept("TABLE");
    in.accept("ONLY"); // No table inherits from another.
    SqlNodeList tables = new SqlNodeList(SqlParserPos.ZERO);
    do {
      tables.add(in.tableName());
    } while (in.accept(","));
    if (!in.accept("RESTART", "IDENTITY")) {
      in.accept("CONTINUE", "IDENTITY");
    }
    if (in.sees("CASCADE")) {
      throw in.unsupported("TRUNCATE ... CASCADE");
    }
    in.accept("RESTRICT");
    in.expectEnd();
    return new ChangeStatement.Truncate(tables);
  }

  /** Null without the clause that the word begins. */
  private static @Nullable ChangeStatement joined(Pieces in, String word) {
    int clause = in.find(word);
    if (clause < 0) {
      return null;
    }
    SqlCall change = (SqlCall) in.statementBefore(clause);
    in.expect(word);
    return new ChangeStatement.Joined(change, in.from(in.end()));
  }

  /** Null without the clause: CONFLICT may be a name. */
  private static @Nullable ChangeStatement insert(Pieces in) {
    int clause = in.find("ON", "CONFLICT", AFTER_CONFLICT);
    if (clause < 0) {
      return null;
    }
    in.expect("INSERT", "INTO");
    in.tableName();
    SqlIdentifier alias = in.alias();
    if (!(in.statementBefore(clause) instanceof SqlInsert insert)) {
      throw in.unexpected("an INSERT before");
    }
    in.expect("ON", "CONFLICT");
    SqlIdentifier constraint = in.accept("ON", "CONSTRAINT") ? in.name() : null;
    SqlNodeList columns = in.accept("(") ? conflictColumns(in) : SqlNodeList.EMPTY;
    if (in.sees("WHERE")) {
      throw in.unsupported("a partial index as conflict target");
    }
    in.expect("DO");
    if (!in.sees("NOTHING") && constraint == null && columns.isEmpty()) {
      throw in.unexpected("a conflict target before DO UPDATE");
    }
    Assignments update = in.accept("NOTHING") ? null : conflictUpdate(in);
    in.expectEnd();
    return new ChangeStatement.InsertOnConflict(insert, alias, columns, constraint, update);
  }

  private static SqlNodeList conflictColumns(Pieces in) {
    SqlNodeList columns = new SqlNodeList(SqlParserPos.ZERO);
    do {
      columns.add(in.name());
      if (!in.sees(",") && !in.sees(")")) {
        throw in.unsupported("an expression as conflict target");
      }
    } while (in.accept(","));
    in.expect(")");
    return columns;
  }

  private static Assignments conflictUpdate(Pieces in) {
    in.expect("UPDATE", "SET");
    Assignments set = in.assignments(Set.of("WHERE"));
    SqlNode condition = in.accept("WHERE") ? in.expression(Set.of()) : null;
    return new Assignments(set.columns(), set.values(), condition);
  }
}
