package org.assaydb.sql.access;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.util.Util;
import org.assaydb.sql.expression.Evaluation;
import org.assaydb.sql.expression.Expression;
import org.assaydb.sql.expression.compiler.ExpressionCompiler;
import org.assaydb.sql.vector.Batch;
import org.assaydb.sql.vector.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * A value that is the same for all rows of one run: literal, parameter, field of an outer row, or
 * expression of these.
 */
public interface Operand {
  /**
   * The value as {@link KeyPartCodec} takes it: Boolean, Long (integers, days, microseconds),
   * BigDecimal, Double, String, byte[], UUID; null for NULL.
   */
  @Nullable Object value(Evaluation evaluation);

  /** The operand of {@code node}, null when it depends on rows of the read itself. */
  static @Nullable Operand of(RexNode node) {
    if (!isRowFree(node)) {
      return null;
    }
    Expression expression = ExpressionCompiler.withoutRows().compile(node);
    return of(expression);
  }

  /** The value of an expression that names no column. */
  static Operand of(Expression expression) {
    Batch one = new Batch(1);
    ValueType type = expression.type();
    return evaluation -> comparable(type, expression.evaluate(one, evaluation).value(0));
  }

  /** A parameter of a type. */
  static Operand parameter(int index, ValueType type) {
    return evaluation -> comparable(type, evaluation.parameter(index));
  }

  /** Whether no column and no sub-query stands in an expression. */
  static boolean isRowFree(RexNode node) {
    try {
      node.accept(
          new RexVisitorImpl<Void>(true) {
            @Override
            public Void visitInputRef(RexInputRef field) {
              throw Util.FoundOne.NULL;
            }

            @Override
            public Void visitSubQuery(RexSubQuery query) {
              throw Util.FoundOne.NULL;
            }

            @Override
            public Void visitOver(RexOver over) {
              throw Util.FoundOne.NULL;
            }

            @Override
            public Void visitCall(RexCall call) {
              return super.visitCall(call);
            }

            @Override
            public Void visitDynamicParam(RexDynamicParam parameter) {
              return null;
            }
          });
      return true;
    } catch (Util.FoundOne e) {
      return false;
    }
  }

  static @Nullable Object comparable(ValueType type, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    return switch (type.kind()) {
      case DECIMAL -> new BigDecimal((BigInteger) value, type.scale());
      case VARCHAR, CHAR -> new String((byte[]) value, StandardCharsets.UTF_8);
      case UUID -> StoredTypes.uuid((byte[]) value);
      default -> value;
    };
  }
}
