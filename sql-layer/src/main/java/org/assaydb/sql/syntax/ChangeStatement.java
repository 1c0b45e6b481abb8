package org.assaydb.sql.syntax;

import java.util.Arrays;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlInsert;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * A statement that changes rows and that Calcite's grammar lacks. Its parts are Calcite's, so that
 * visitors see all names and parameters; as a whole it is never validated.
 */
public abstract sealed class ChangeStatement extends SqlCall
    permits ChangeStatement.Truncate,
        ChangeStatement.InsertOnConflict,
        ChangeStatement.Joined,
        MergeStatement {
  private final SqlOperator operator;

  ChangeStatement(String name) {
    super(SqlParserPos.ZERO);
    operator = new SqlSpecialOperator(name, SqlKind.OTHER);
  }

  @Override
  public SqlOperator getOperator() {
    return operator;
  }

  /** The parts in the order of the text. */
  @Override
  public abstract List<@Nullable SqlNode> getOperandList();

  /** TRUNCATE: every row of some tables goes. */
  public static final class Truncate extends ChangeStatement {
    private final SqlNodeList tables;

    Truncate(SqlNodeList tables) {
      super("TRUNCATE");
      this.tables = tables;
    }

    /** At least one name. */
    public SqlNodeList tables() {
      return tables;
    }

    @Override
    public List<@Nullable SqlNode> getOperandList() {
      return List.of(tables);
    }
  }

  /**
   * SET of an action.
   *
   * @param columns simple names
   * @param values as many expressions; DEFAULT is {@linkplain DefaultAssignments#isMark marked}
   * @param condition under which they are assigned, null without
   */
  public record Assignments(SqlNodeList columns, SqlNodeList values, @Nullable SqlNode condition) {}

  /** INSERT ... ON CONFLICT. */
  public static final class InsertOnConflict extends ChangeStatement {
    private final SqlInsert insert;
    private final @Nullable SqlIdentifier alias;
    private final SqlNodeList columns;
    private final @Nullable SqlIdentifier constraint;
    private final @Nullable Assignments update;

    InsertOnConflict(
        SqlInsert insert,
        @Nullable SqlIdentifier alias,
        SqlNodeList columns,
        @Nullable SqlIdentifier constraint,
        @Nullable Assignments update) {
      super("INSERT ON CONFLICT");
      this.insert = insert;
      this.alias = alias;
      this.columns = columns;
      this.constraint = constraint;
      this.update = update;
    }

    /** The statement without its clause and the alias. */
    public SqlInsert insert() {
      return insert;
    }

    /** Another name of the table in the clause. */
    public @Nullable SqlIdentifier alias() {
      return alias;
    }

    /** The columns of the conflict target; empty when it names none. */
    public SqlNodeList columns() {
      return columns;
    }

    /** The constraint that is the conflict target. */
    public @Nullable SqlIdentifier constraint() {
      return constraint;
    }

    /** Null for DO NOTHING. */
    public @Nullable Assignments update() {
      return update;
    }

    @Override
    public List<@Nullable SqlNode> getOperandList() {
      return update == null
          ? List.of(insert)
          : Arrays.asList(insert, update.values(), update.condition());
    }
  }

  /** UPDATE ... FROM or DELETE ... USING. */
  public static final class Joined extends ChangeStatement {
    private final SqlCall change;
    private final SqlSelect source;

    Joined(SqlCall change, SqlSelect source) {
      super("joined " + change.getKind());
      this.change = change;
      this.source = source;
    }

    /** A SqlUpdate or SqlDelete without the condition. */
    public SqlCall change() {
      return change;
    }

    /** The other tables as FROM, the condition as WHERE. */
    public SqlSelect source() {
      return source;
    }

    @Override
    public List<@Nullable SqlNode> getOperandList() {
      return List.of(change, source);
    }
  }
}
