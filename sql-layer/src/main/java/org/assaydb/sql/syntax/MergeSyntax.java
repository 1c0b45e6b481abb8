package org.assaydb.sql.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.assaydb.sql.syntax.ChangeStatement.Assignments;
import org.assaydb.sql.syntax.MergeStatement.Action;
import org.assaydb.sql.syntax.MergeStatement.When;
import org.jspecify.annotations.Nullable;

/** Reads MERGE: Calcite's grammar has one UPDATE and one INSERT in it, without conditions. */
final class MergeSyntax {
  private static final Set<String> NEXT_CLAUSE = Set.of("WHEN");

  private final Pieces in;
  private final boolean[] isDecided = new boolean[2];

  private MergeSyntax(Pieces in) {
    this.in = in;
  }

  static MergeStatement parse(Pieces in) {
    return new MergeSyntax(in).statement();
  }

  private MergeStatement statement() {
    in.expect("MERGE", "INTO");
    SqlIdentifier target = in.tableName();
    SqlIdentifier alias = in.accept("AS") || !in.sees("USING") ? in.name() : null;
    in.expect("USING");
    SqlSelect select = in.from(in.lastBefore("ON", "WHEN"));
    SqlNode source = select.getFrom();
    if (source == null || select.getWhere() != null) {
      throw in.unexpected("a source without a condition before");
    }
    in.expect("ON");
    SqlNode condition = in.expression(NEXT_CLAUSE);
    List<When> clauses = new ArrayList<>();
    do {
      in.expect("WHEN");
      clauses.add(clause());
    } while (!in.atEnd());
    return new MergeStatement(target, alias, source, condition, clauses);
  }

  private When clause() {
    boolean matched = !in.accept("NOT");
    in.expect("MATCHED");
    if (in.sees("BY")) {
      throw in.unsupported("WHEN NOT MATCHED BY");
    }
    int kind = matched ? 1 : 0;
    if (isDecided[kind]) {
      throw in.unexpected("no WHEN behind one of its kind that has no condition,");
    }
    SqlNode condition = in.accept("AND") ? in.expression(Set.of("THEN")) : null;
    isDecided[kind] = condition == null;
    in.expect("THEN");
    if (in.accept("DO", "NOTHING")) {
      return new When(matched, condition, Action.NOTHING, SqlNodeList.EMPTY, SqlNodeList.EMPTY);
    } else if (!matched) {
      return insert(condition);
    } else if (in.accept("DELETE")) {
      return new When(true, condition, Action.DELETE, SqlNodeList.EMPTY, SqlNodeList.EMPTY);
    }
    in.expect("UPDATE", "SET");
    Assignments set = in.assignments(NEXT_CLAUSE);
    return new When(true, condition, Action.UPDATE, set.columns(), set.values());
  }

  private When insert(@Nullable SqlNode condition) {
    in.expect("INSERT");
    SqlNodeList columns = new SqlNodeList(SqlParserPos.ZERO);
    SqlNodeList values = new SqlNodeList(SqlParserPos.ZERO);
    if (in.accept("DEFAULT", "VALUES")) {
      return new When(false, condition, Action.INSERT, columns, values);
    }
    if (in.accept("(")) {
      do {
        columns.add(in.name());
      } while (in.accept(","));
      in.expect(")");
    }
    if (in.sees("OVERRIDING")) {
      throw in.unsupported("OVERRIDING");
    }
    in.expect("VALUES", "(");
    do {
      values.add(in.value(Set.of()));
    } while (in.accept(","));
    in.expect(")");
    return new When(false, condition, Action.INSERT, columns, values);
  }
}
