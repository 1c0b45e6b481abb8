package org.assaydb.sql.syntax;

import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * A statement that changes rows and that Calcite's grammar lacks. Its parts are Calcite's, so that
 * visitors see all names and parameters; as a whole it is never validated.
 */
public abstract sealed class ChangeStatement extends SqlCall permits ChangeStatement.Truncate {
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
}
