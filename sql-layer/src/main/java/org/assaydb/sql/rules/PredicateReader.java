package org.assaydb.sql.rules;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.sql.access.ColumnPredicate;
import org.assaydb.sql.access.ColumnPredicate.Bound;
import org.assaydb.sql.access.KeyPartCodec.Op;
import org.assaydb.sql.access.Operand;
import org.assaydb.sql.rewrite.Failures;
import org.assaydb.sql.types.SqlTypes;
import org.jspecify.annotations.Nullable;

/** Reads conditions on single columns out of filter conjuncts. */
final class PredicateReader {
  private static final int MAX_ALTERNATIVES = 10_000;

  private final TableDef table;
  private final List<Integer> columns;
  private final RexBuilder builder;

  /** {@code columns}: table ordinal of each input field, -1 for the row key. */
  PredicateReader(TableDef table, List<Integer> columns, RexBuilder builder) {
    this.table = table;
    this.columns = columns;
    this.builder = builder;
  }

  /** The condition that {@code conjunct} states about one column, null when it is none. */
  @Nullable ColumnPredicate read(RexNode conjunct) {
    RexNode expanded = RexUtil.expandSearch(builder, null, conjunct);
    Reading reading = new Reading();
    List<List<Bound>> alternatives = reading.disjunction(expanded);
    if (alternatives == null || reading.column < 0 || alternatives.size() > MAX_ALTERNATIVES) {
      return null;
    }
    String name = table.columns().get(reading.column).name();
    // Calcite writes the charset before each text, which is the same for all.
    String text = expanded.toString().replace("_UTF-8'", "'").replace("$" + reading.field, name);
    return new ColumnPredicate(reading.column, alternatives, reading.exact, false, text);
  }

  /** Whether an operand of a condition may raise an error; that of a parameter is the caller's. */
  static boolean mayFail(RexNode condition) {
    RexNode plain =
        condition.accept(
            new RexShuttle() {
              @Override
              public RexNode visitCall(RexCall call) {
                boolean given =
                    call.getKind() == SqlKind.CAST
                        && call.getOperands().get(0) instanceof RexDynamicParam;
                return given ? call.getOperands().get(0) : super.visitCall(call);
              }
            });
    return Failures.canFail(plain);
  }

  /** Whether a cast keeps order and values. */
  static boolean keepsValues(RexCall cast) {
    RelDataType to = cast.getType();
    RelDataType from = cast.getOperands().get(0).getType();
    if (SqlTypeUtil.isExactNumeric(to) && SqlTypeUtil.isExactNumeric(from)) {
      int toScale = Math.max(0, to.getScale());
      int fromScale = Math.max(0, from.getScale());
      return toScale >= fromScale && to.getPrecision() - toScale >= from.getPrecision() - fromScale;
    }
    boolean same =
        to.getSqlTypeName() == from.getSqlTypeName()
            || to.getSqlTypeName() == SqlTypeName.VARCHAR
                && from.getSqlTypeName() == SqlTypeName.CHAR;
    return same && to.getPrecision() >= from.getPrecision();
  }

  private final class Reading {
    public int column = -1;
    public int field = -1;
    public boolean exact = true;

    @Nullable List<List<Bound>> disjunction(RexNode node) {
      List<List<Bound>> all = new ArrayList<>();
      for (RexNode part : org.apache.calcite.plan.RelOptUtil.disjunctions(node)) {
        List<Bound> bounds = conjunction(part);
        if (bounds == null) {
          return null;
        }
        all.add(bounds);
      }
      return all.isEmpty() ? null : all;
    }

    private @Nullable List<Bound> conjunction(RexNode node) {
      List<Bound> bounds = new ArrayList<>();
      for (RexNode part : org.apache.calcite.plan.RelOptUtil.conjunctions(node)) {
        Bound bound = comparison(part);
        if (bound == null) {
          return null;
        }
        bounds.add(bound);
      }
      return bounds.isEmpty() ? null : bounds;
    }

    private @Nullable Bound comparison(RexNode node) {
      if (node instanceof RexInputRef && node.getType().getSqlTypeName() == SqlTypeName.BOOLEAN) {
        return take(node) ? new Bound(Op.EQ, context -> true) : null;
      }
      if (!(node instanceof RexCall call) || call.getOperands().isEmpty()) {
        return null;
      }
      RexNode left = call.getOperands().get(0);
      switch (call.getKind()) {
        case NOT:
          return left instanceof RexInputRef && take(left)
              ? new Bound(Op.EQ, context -> false)
              : null;
        case IS_NULL:
          return take(left) ? new Bound(Op.IS_NULL, context -> null) : null;
        case IS_NOT_NULL:
          return take(left) ? new Bound(Op.NOT_NULL, context -> null) : null;
        case LIKE:
          return like(call);
        case EQUALS, LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL:
          return binary(call.getKind(), left, call.getOperands().get(1));
        default:
          return null;
      }
    }

    private @Nullable Bound binary(SqlKind kind, RexNode left, RexNode right) {
      if (Operand.isRowFree(left)) {
        return Operand.isRowFree(right) ? null : binary(kind.reverse(), right, left);
      }
      if (!take(left)) {
        return null;
      }
      Operand operand = comparable(right, kind) ? Operand.of(right) : null;
      return operand == null ? null : new Bound(op(kind), operand);
    }

    private static Op op(SqlKind kind) {
      return switch (kind) {
        case EQUALS -> Op.EQ;
        case LESS_THAN -> Op.LT;
        case LESS_THAN_OR_EQUAL -> Op.LE;
        case GREATER_THAN -> Op.GT;
        default -> Op.GE;
      };
    }

    private boolean comparable(RexNode operand, SqlKind kind) {
      ColumnType type = table.columns().get(column).type();
      SqlTypeName other = operand.getType().getSqlTypeName();
      exact &= type.kind() != ColumnType.Kind.CHAR && type.kind() != ColumnType.Kind.DOUBLE;
      return switch (type.kind()) {
        case SMALLINT, INTEGER, DOUBLE -> SqlTypeFamily.NUMERIC.contains(operand.getType());
        // Beside a DOUBLE they compare as DOUBLE, which keys of these types do not tell.
        case BIGINT, DECIMAL -> SqlTypeFamily.EXACT_NUMERIC.contains(operand.getType());
        case VARCHAR -> SqlTypeFamily.CHARACTER.contains(operand.getType());
        // Keys are padded with blanks: they order otherwise where characters below the blank stand.
        case CHAR -> kind == SqlKind.EQUALS && SqlTypeFamily.CHARACTER.contains(operand.getType());
        case VARBINARY -> SqlTypeFamily.BINARY.contains(operand.getType());
        case BOOLEAN -> other == SqlTypeName.BOOLEAN;
        case DATE -> other == SqlTypeName.DATE;
        case TIME -> other == SqlTypeName.TIME;
        case TIMESTAMP -> other == SqlTypeName.TIMESTAMP;
        case UUID -> other == SqlTypeName.UUID;
      };
    }

    private @Nullable Bound like(RexCall call) {
      if (call.getOperands().size() != 2
          || !call.getOperator().getName().equals("LIKE")
          || !(call.getOperands().get(1) instanceof RexLiteral literal)
          || !take(call.getOperands().get(0))) {
        return null;
      }
      String pattern = literal.getValueAs(String.class);
      int end = 0;
      while (pattern != null && end < pattern.length() && "%_".indexOf(pattern.charAt(end)) < 0) {
        end++;
      }
      if (pattern == null || end == 0 || end > 200 || pattern.indexOf('\\') >= 0) {
        return null;
      }
      exact &= table.columns().get(column).type().kind() == ColumnType.Kind.VARCHAR;
      exact &= pattern.length() == end + 1 && pattern.charAt(end) == '%';
      String prefix = SqlTypes.trimmed(pattern.substring(0, end));
      exact &= prefix.length() == end;
      return new Bound(Op.STARTS_WITH, context -> prefix);
    }

    /** Accepts the column under casts that keep order and values. */
    private boolean take(RexNode node) {
      RexNode base = node;
      while (base.getKind() == SqlKind.CAST && keepsValues((RexCall) base)) {
        base = ((RexCall) base).getOperands().get(0);
      }
      if (!(base instanceof RexInputRef ref) || columns.get(ref.getIndex()) < 0) {
        return false;
      }
      if (column >= 0 && column != columns.get(ref.getIndex())) {
        return false;
      }
      column = columns.get(ref.getIndex());
      field = ref.getIndex();
      return true;
    }
  }
}
