package org.assaydb.sql.function;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.jspecify.annotations.Nullable;

/**
 * Says of a number of rows what Calcite's syntax trees and plans have no field for: a call around
 * the number, which plans carry as they carry the number itself. No text can spell it.
 */
public enum CountMark {
  /** On the number of FETCH. */
  WITH_TIES,

  /** On an offset of a window's frame that is said to be one in ROWS. */
  GROUPS;

  private final Mark operator = new Mark(name());

  public SqlNode on(SqlNode number) {
    return operator.createCall(number.getParserPosition(), number);
  }

  public boolean isOn(@Nullable RexNode number) {
    return number instanceof RexCall call && call.getOperator() == operator;
  }

  /** The number without the mark, if it has it. */
  public RexNode off(RexNode number) {
    return isOn(number) ? ((RexCall) number).getOperands().get(0) : number;
  }

  /** Parameters of which only this mark says what they are. */
  public List<SqlNode> parametersIn(SqlNode statement) {
    List<SqlNode> found = new ArrayList<>();
    statement.accept(
        new SqlBasicVisitor<Void>() {
          @Override
          public Void visit(SqlCall call) {
            if (call.getOperator() == operator && call.operand(0) instanceof SqlDynamicParam) {
              found.add(call.operand(0));
            }
            return super.visit(call);
          }
        });
    return found;
  }

  static boolean isMark(SqlCall call) {
    return call.getOperator() instanceof Mark;
  }

  private static final class Mark extends SqlSpecialOperator {
    Mark(String name) {
      super(
          name,
          SqlKind.OTHER,
          MDX_PRECEDENCE,
          true,
          ReturnTypes.ARG0,
          InferTypes.RETURN_TYPE,
          null);
    }

    @Override
    public void unparse(SqlWriter writer, SqlCall call, int left, int right) {
      writer.keyword(getName());
      call.operand(0).unparse(writer, left, right);
    }

    /** The operator is not looked up by its name, which users could write too. */
    @Override
    public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
      return validator.deriveType(scope, call.operand(0));
    }
  }
}
