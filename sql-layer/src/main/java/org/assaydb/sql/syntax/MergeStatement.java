package org.assaydb.sql.syntax;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.jspecify.annotations.Nullable;

/** MERGE, with any number of WHEN clauses. */
public final class MergeStatement extends ChangeStatement {
  /** What a clause does with a row. */
  public enum Action {
    UPDATE,
    DELETE,
    INSERT,
    NOTHING
  }

  /**
   * A clause.
   *
   * @param matched whether it is for rows of the source that match one of the target; INSERT only
   *     without, UPDATE and DELETE only with
   * @param condition behind AND, null without
   * @param columns simple names; empty for an INSERT without a list and for other actions
   * @param values of the columns, DEFAULT {@linkplain DefaultAssignments#isMark marked}; empty for
   *     INSERT DEFAULT VALUES
   */
  public record When(
      boolean matched,
      @Nullable SqlNode condition,
      Action action,
      SqlNodeList columns,
      SqlNodeList values) {}

  private final SqlIdentifier target;
  private final @Nullable SqlIdentifier alias;
  private final SqlNode source;
  private final SqlNode condition;
  private final List<When> clauses;

  MergeStatement(
      SqlIdentifier target,
      @Nullable SqlIdentifier alias,
      SqlNode source,
      SqlNode condition,
      List<When> clauses) {
    super("MERGE");
    this.target = target;
    this.alias = alias;
    this.source = source;
    this.condition = condition;
    this.clauses = List.copyOf(clauses);
  }

  public SqlIdentifier target() {
    return target;
  }

  public @Nullable SqlIdentifier alias() {
    return alias;
  }

  /** An item of FROM. */
  public SqlNode source() {
    return source;
  }

  public SqlNode condition() {
    return condition;
  }

  /** At least one. */
  public List<When> clauses() {
    return clauses;
  }

  @Override
  public List<@Nullable SqlNode> getOperandList() {
    List<@Nullable SqlNode> parts = new ArrayList<>(List.of(source, condition));
    for (When when : clauses) {
      parts.add(when.condition());
      parts.add(when.values());
    }
    return parts;
  }
}
