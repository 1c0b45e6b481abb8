package org.assaydb.sql.frontend;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.NlsString;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.sql.types.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * Takes the blanks at the end off text that is compared with CHAR, or that is one of the values of
 * a choice or set operation of type CHAR, where PostgreSQL reads it as CHAR, see {@link TextKind}.
 * CHAR values themselves have none: behind this, they compare with text as it is.
 */
public final class CharOperands extends RelHomogeneousShuttle {
  private final RexBuilder builder;

  public CharOperands(RexBuilder builder) {
    this.builder = builder;
  }

  @Override
  public RelNode visit(RelNode other) {
    RelNode node = super.visit(other);
    return node instanceof SetOp set ? inputsAsChar(set) : node.accept(new Expressions(node));
  }

  private RelNode inputsAsChar(SetOp set) {
    List<RelNode> inputs = new ArrayList<>(set.getInputs());
    for (int i = 0; i < set.getRowType().getFieldCount(); i++) {
      RelDataType type = set.getRowType().getFieldList().get(i).getType();
      if (type.getSqlTypeName() == SqlTypeName.VARCHAR
          && TextKind.ofColumn(set, i) == TextKind.CHAR) {
        for (int k = 0; k < inputs.size(); k++) {
          RelNode input = inputs.get(k);
          if (TextKind.ofColumn(input, i) != TextKind.CHAR) {
            RexNode field = builder.makeInputRef(input, i);
            inputs.set(k, with(input, i, bareText(field)));
          }
        }
      }
    }
    return inputs.equals(set.getInputs()) ? set : set.copy(set.getTraitSet(), inputs);
  }

  private static RelNode with(RelNode rel, int column, RexNode value) {
    List<RexNode> values = new ArrayList<>();
    for (int i = 0; i < rel.getRowType().getFieldCount(); i++) {
      values.add(i == column ? value : RexInputRef.of(i, rel.getRowType()));
    }
    return LogicalProject.create(
        rel, List.of(), values, rel.getRowType().getFieldNames(), Set.of());
  }

  /** Text of the same type without blanks at its end. */
  private RexNode bareText(RexNode node) {
    return builder.makeAbstractCast(node.getType(), asChar(node), false);
  }

  private RexNode asChar(RexNode node) {
    RelDataType type = node.getType();
    if (node instanceof RexLiteral literal) {
      return endsWithBlank(literal)
          ? builder.makeCharLiteral(new NlsString(SqlTypes.trimmed(text(literal)), null, null))
          : literal;
    }
    if (type.getSqlTypeName() == SqlTypeName.CHAR) {
      return node;
    }
    int length = type.getPrecision() < 0 ? ColumnType.MAX_LENGTH : type.getPrecision();
    RelDataTypeFactory types = builder.getTypeFactory();
    RelDataType character = types.createSqlType(SqlTypeName.CHAR, length);
    return builder.makeAbstractCast(
        types.createTypeWithNullability(character, type.isNullable()), node, false);
  }

  private static boolean endsWithBlank(RexLiteral literal) {
    return !literal.isNull() && text(literal).endsWith(" ");
  }

  private static String text(RexLiteral literal) {
    return requireNonNull(literal.getValueAs(NlsString.class)).getValue();
  }

  private final class Expressions extends RexShuttle {
    private final RelNode rel;

    Expressions(RelNode rel) {
      this.rel = rel;
    }

    @Override
    public RexNode visitCall(RexCall call) {
      RexCall visited = (RexCall) super.visitCall(call);
      return switch (visited.getKind()) {
        case EQUALS,
            NOT_EQUALS,
            LESS_THAN,
            LESS_THAN_OR_EQUAL,
            GREATER_THAN,
            GREATER_THAN_OR_EQUAL,
            IS_DISTINCT_FROM,
            IS_NOT_DISTINCT_FROM,
            NULLIF ->
            compared(visited);
        default -> chosen(visited);
      };
    }

    private RexNode compared(RexCall call) {
      RexNode left = call.getOperands().get(0);
      RexNode right = call.getOperands().get(1);
      RexNode a = beside(right, left);
      RexNode b = beside(left, right);
      return a == left && b == right ? call : call.clone(call.getType(), List.of(a, b));
    }

    /** An operand as it is compared with another. */
    private RexNode beside(RexNode other, RexNode node) {
      boolean rows = node.getKind() == SqlKind.ROW && other.getKind() == SqlKind.ROW;
      if (!rows) {
        return beside(TextKind.of(other, rel), node);
      }
      List<RexNode> fields = ((RexCall) node).getOperands();
      List<RexNode> others = ((RexCall) other).getOperands();
      List<RexNode> changed = new ArrayList<>();
      for (int i = 0; i < fields.size(); i++) {
        RexNode field = fields.get(i);
        changed.add(i < others.size() ? beside(others.get(i), field) : field);
      }
      return changed.equals(fields) ? node : builder.makeCall(SqlStdOperatorTable.ROW, changed);
    }

    private RexNode beside(@Nullable TextKind other, RexNode node) {
      return other == TextKind.CHAR && isRead(TextKind.of(node, rel)) ? asChar(node) : node;
    }

    private RexNode chosen(RexCall call) {
      if (call.getType().getSqlTypeName() != SqlTypeName.VARCHAR
          || TextKind.of(call, rel) != TextKind.CHAR) {
        return call;
      }
      List<RexNode> operands = new ArrayList<>(call.getOperands());
      for (int i = 0; i < operands.size(); i++) {
        RexNode operand = operands.get(i);
        if (TextKind.isChoice(call, i) && TextKind.of(operand, rel) != TextKind.CHAR) {
          operands.set(i, asChar(operand));
        }
      }
      return operands.equals(call.getOperands()) ? call : call.clone(call.getType(), operands);
    }

    @Override
    public RexNode visitSubQuery(RexSubQuery subQuery) {
      RexSubQuery visited = (RexSubQuery) super.visitSubQuery(subQuery);
      RelNode inner = visited.rel.accept(CharOperands.this);
      List<RexNode> operands = new ArrayList<>(visited.getOperands());
      for (int i = 0; i < operands.size(); i++) {
        TextKind column = TextKind.ofColumn(inner, i);
        if (TextKind.of(operands.get(i), rel) == TextKind.CHAR && isRead(column)) {
          inner = with(inner, i, asChar(builder.makeInputRef(inner, i)));
        }
        operands.set(i, beside(column, operands.get(i)));
      }
      RexSubQuery changed =
          operands.equals(visited.getOperands())
              ? visited
              : visited.clone(visited.getType(), operands);
      return GroupedCorrelations.over(changed, inner);
    }
  }

  private static boolean isRead(@Nullable TextKind kind) {
    return kind == TextKind.VARCHAR || kind == TextKind.OPEN;
  }
}
