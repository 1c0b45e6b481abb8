package org.assaydb.sql.function.signature;

import java.util.List;
import java.util.Set;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlMonotonicity;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.sql2rel.SqlRexContext;
import org.apache.calcite.sql2rel.SqlRexConvertlet;
import org.jspecify.annotations.Nullable;

/**
 * Plus and minus of Calcite, and what PostgreSQL has besides: DATE - DATE is INTEGER, a number of
 * days; a difference of TIMESTAMP (or of it and a DATE) and of TIME is an interval; DATE plus and
 * minus SMALLINT and INTEGER is DATE, and TIMESTAMP with an interval that has parts of days.
 */
public final class MomentOperators {
  private static final int MICROS = 6;
  private static final Set<SqlTypeName> DAYS = Set.of(SqlTypeName.SMALLINT, SqlTypeName.INTEGER);

  private static final Wider PLUS = new Wider(SqlStdOperatorTable.PLUS);
  private static final Wider MINUS = new Wider(SqlStdOperatorTable.MINUS);

  private MomentOperators() {}

  static List<SqlOperator> all() {
    return List.of(PLUS, MINUS);
  }

  /** How a call of one of these operators is converted; null for others. */
  public static @Nullable SqlRexConvertlet convertlet(SqlCall call) {
    return call.getOperator() instanceof Moments moments ? moments::convert : null;
  }

  /** The type of what Calcite does not know; else null. */
  private static @Nullable RelDataType own(SqlKind kind, SqlOperatorBinding binding) {
    RelDataType left = binding.getOperandType(0);
    RelDataType right = binding.getOperandType(1);
    RelDataTypeFactory factory = binding.getTypeFactory();
    RelDataType own =
        kind == SqlKind.PLUS ? moved(left, right, factory) : difference(left, right, factory);
    boolean nullable = left.isNullable() || right.isNullable();
    return own == null ? null : factory.createTypeWithNullability(own, nullable);
  }

  private static @Nullable RelDataType moved(
      RelDataType point, RelDataType length, RelDataTypeFactory factory) {
    SqlTypeName name = point.getSqlTypeName();
    if (length.getSqlTypeName() == SqlTypeName.DATE && name != SqlTypeName.DATE) {
      return moved(length, point, factory);
    }
    if (name == SqlTypeName.DATE && DAYS.contains(length.getSqlTypeName())) {
      return factory.createSqlType(SqlTypeName.DATE);
    }
    SqlIntervalQualifier interval = length.getIntervalQualifier();
    boolean partsOfDays =
        interval != null && !interval.isYearMonth() && interval.getUnit() != TimeUnit.DAY;
    return name == SqlTypeName.DATE && partsOfDays
        ? factory.createSqlType(SqlTypeName.TIMESTAMP, MICROS)
        : null;
  }

  private static @Nullable RelDataType difference(
      RelDataType left, RelDataType right, RelDataTypeFactory factory) {
    SqlTypeName a = left.getSqlTypeName();
    SqlTypeName b = right.getSqlTypeName();
    RelDataType moved = a == SqlTypeName.DATE ? moved(left, right, factory) : null;
    if (moved != null) {
      return moved;
    }
    boolean dates = a == SqlTypeName.DATE && (b == SqlTypeName.DATE || b == SqlTypeName.NULL);
    if (dates || a == SqlTypeName.NULL && b == SqlTypeName.DATE) {
      return factory.createSqlType(SqlTypeName.INTEGER);
    }
    boolean times = a == SqlTypeName.TIME && b == SqlTypeName.TIME;
    return times || isInstant(a) && isInstant(b)
        ? factory.createSqlIntervalType(
            new SqlIntervalQualifier(
                TimeUnit.DAY,
                RelDataType.PRECISION_NOT_SPECIFIED,
                TimeUnit.SECOND,
                MICROS,
                SqlParserPos.ZERO))
        : null;
  }

  private static boolean isInstant(SqlTypeName name) {
    return name == SqlTypeName.DATE || name == SqlTypeName.TIMESTAMP;
  }

  /** Only while a call is validated: the call then becomes Calcite's or one on moments. */
  private static final class Wider extends SqlBinaryOperator {
    private final SqlBinaryOperator model;
    private final Moments moments;

    Wider(SqlBinaryOperator model) {
      super(
          model.getName(),
          model.getKind(),
          model.getLeftPrec(),
          true,
          model.getReturnTypeInference(),
          model.getOperandTypeInference(),
          model.getOperandTypeChecker());
      this.model = model;
      moments = new Moments(model);
    }

    @Override
    protected void preValidateCall(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
      boolean own = own(getKind(), new SqlCallBinding(validator, scope, call)) != null;
      ((SqlBasicCall) call).setOperator(own ? moments : model);
    }

    @Override
    public boolean checkOperandTypes(SqlCallBinding binding, boolean throwOnFailure) {
      return own(getKind(), binding) != null || model.checkOperandTypes(binding, throwOnFailure);
    }

    @Override
    public RelDataType inferReturnType(SqlOperatorBinding binding) {
      RelDataType own = own(getKind(), binding);
      return own == null ? model.inferReturnType(binding) : own;
    }

    @Override
    public SqlMonotonicity getMonotonicity(SqlOperatorBinding call) {
      return model.getMonotonicity(call);
    }
  }

  /** Converted as it stands: the expression compiler goes by the types. */
  private static final class Moments extends SqlBinaryOperator {
    private final SqlBinaryOperator model;

    Moments(SqlBinaryOperator model) {
      super(
          model.getName(),
          model.getKind(),
          model.getLeftPrec(),
          true,
          null,
          InferTypes.FIRST_KNOWN,
          OperandTypes.ANY_ANY);
      this.model = model;
    }

    @Override
    public boolean checkOperandTypes(SqlCallBinding binding, boolean throwOnFailure) {
      return own(getKind(), binding) != null;
    }

    @Override
    public RelDataType inferReturnType(SqlOperatorBinding binding) {
      RelDataType own = own(getKind(), binding);
      return own == null ? model.inferReturnType(binding) : own;
    }

    private RexNode convert(SqlRexContext context, SqlCall call) {
      RelDataType type = context.getValidator().getValidatedNodeType(call);
      List<RexNode> operands =
          call.getOperandList().stream().map(context::convertExpression).toList();
      return context.getRexBuilder().makeCall(type, model, operands);
    }
  }
}
