package org.assaydb.sql.frontend;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * The type that text has in PostgreSQL, which decides how CHAR compares with it: as CHAR with
 * literals, parameters and VARCHAR (columns, casts), as text with what functions make.
 */
enum TextKind {
  CHAR,
  VARCHAR,
  TEXT,
  /** A literal or parameter: takes the type of what it stands beside. */
  OPEN;

  private static final int DEPTH = 100;

  /** Null of what is no text. */
  static @Nullable TextKind of(RexNode node, RelNode rel) {
    return of(node, rel, DEPTH);
  }

  /** Of a column of a query: nothing is open any more. */
  static @Nullable TextKind ofColumn(RelNode rel, int column) {
    return settled(column(rel, column, DEPTH));
  }

  /** Whether an operand of a choice is one of the values that it chooses among. */
  static boolean isChoice(RexCall call, int operand) {
    boolean value = operand % 2 == 1 || operand == call.getOperands().size() - 1;
    return switch (call.getOperator().getName()) {
      case "COALESCE", "NULLIF", "GREATEST", "LEAST" -> true;
      default -> call.getKind() == SqlKind.CASE && value;
    };
  }

  private static @Nullable TextKind settled(@Nullable TextKind kind) {
    return kind == OPEN ? TEXT : kind;
  }

  private static @Nullable TextKind of(RexNode node, RelNode rel, int depth) {
    RelDataType type = node.getType();
    if (node instanceof RexLiteral literal && literal.isNull()) {
      return OPEN;
    }
    if (!SqlTypeUtil.isCharacter(type)) {
      return null;
    }
    if (type.getSqlTypeName() == SqlTypeName.CHAR) {
      return CHAR;
    }
    if (node instanceof RexInputRef field) {
      return settled(field(rel, field.getIndex(), depth));
    }
    if (node instanceof RexCall call) {
      return call(call, rel, depth);
    }
    boolean open = node instanceof RexLiteral || node instanceof RexDynamicParam;
    return open ? OPEN : node instanceof RexFieldAccess ? VARCHAR : TEXT;
  }

  private static TextKind call(RexCall call, RelNode rel, int depth) {
    if (call.getKind() == SqlKind.CAST) {
      RexNode operand = call.getOperands().get(0);
      // What is only made longer is mostly so by Calcite.
      boolean same =
          operand.getType().getSqlTypeName() == SqlTypeName.VARCHAR
              && operand.getType().getPrecision() <= call.getType().getPrecision();
      TextKind kind = same ? of(operand, rel, depth) : null;
      return kind == null ? VARCHAR : kind;
    }
    List<RexNode> choices = new ArrayList<>();
    for (int i = 0; i < call.getOperands().size() && depth > 0; i++) {
      if (isChoice(call, i)) {
        choices.add(call.getOperands().get(i));
      }
    }
    if (call.getKind() == SqlKind.CASE) {
      // PostgreSQL looks at ELSE first.
      Collections.rotate(choices, 1);
    }
    TextKind first = TEXT;
    for (RexNode choice : choices) {
      TextKind kind = of(choice, rel, depth - 1);
      if (kind != OPEN) {
        first = kind == null ? TEXT : kind;
        break;
      }
    }
    // Half the depth: else a nest would take exponential time.
    boolean asChar =
        first == VARCHAR
            && call.getKind() == SqlKind.NULLIF
            && of(choices.get(1), rel, depth / 2) == CHAR;
    return asChar ? CHAR : first;
  }

  /** Of a field of the row that the inputs of a node make. */
  private static @Nullable TextKind field(RelNode rel, int field, int depth) {
    int index = field;
    for (RelNode input : rel.getInputs()) {
      int width = input.getRowType().getFieldCount();
      if (index < width) {
        return column(input, index, depth);
      }
      index -= width;
    }
    return TEXT;
  }

  private static @Nullable TextKind column(RelNode rel, int column, int depth) {
    RelDataType type = rel.getRowType().getFieldList().get(column).getType();
    if (!SqlTypeUtil.isCharacter(type)) {
      return type.getSqlTypeName() == SqlTypeName.NULL ? OPEN : null;
    }
    if (type.getSqlTypeName() == SqlTypeName.CHAR) {
      return CHAR;
    }
    if (depth == 0 || rel instanceof Values) {
      return TEXT;
    }
    if (rel instanceof TableScan) {
      return VARCHAR;
    }
    if (rel instanceof Project project) {
      return of(project.getProjects().get(column), rel, depth - 1);
    }
    if (rel instanceof Aggregate groups) {
      boolean key = column < groups.getGroupCount();
      return key ? column(groups.getInput(), groups.getGroupSet().nth(column), depth - 1) : TEXT;
    }
    if (rel instanceof SetOp) {
      return set(rel, column, depth);
    }
    return field(rel, column, depth - 1);
  }

  private static TextKind set(RelNode set, int column, int depth) {
    for (RelNode input : set.getInputs()) {
      TextKind kind = column(input, column, depth - 1);
      if (kind != OPEN) {
        return kind == null ? TEXT : kind;
      }
    }
    return TEXT;
  }
}
