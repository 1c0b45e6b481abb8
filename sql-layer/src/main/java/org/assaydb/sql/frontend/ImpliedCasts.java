package org.assaydb.sql.frontend;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeMappingRule;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.sql.validate.implicit.TypeCoercionImpl;
import org.jspecify.annotations.Nullable;

/**
 * The casts that Calcite implies, but for CHAR and UUID beside text. CHAR values stay bare, so that
 * a written cast of one can be told and indexes are found: see {@link CharOperands}. Text beside a
 * UUID is read as one.
 */
public final class ImpliedCasts extends TypeCoercionImpl {
  public ImpliedCasts(RelDataTypeFactory types, SqlValidator validator) {
    super(types, validator);
  }

  @Override
  public @Nullable RelDataType commonTypeForBinaryComparison(
      @Nullable RelDataType left, @Nullable RelDataType right) {
    RelDataType uuid = uuidBesideText(left, right);
    return uuid == null ? super.commonTypeForBinaryComparison(left, right) : uuid;
  }

  @Override
  public @Nullable RelDataType getWiderTypeForTwo(
      @Nullable RelDataType left, @Nullable RelDataType right, boolean stringPromotion) {
    RelDataType uuid = uuidBesideText(left, right);
    return uuid == null ? super.getWiderTypeForTwo(left, right, stringPromotion) : uuid;
  }

  private @Nullable RelDataType uuidBesideText(
      @Nullable RelDataType left, @Nullable RelDataType right) {
    if (left == null || right == null) {
      return null;
    }
    boolean first = left.getSqlTypeName() == SqlTypeName.UUID;
    RelDataType uuid = first ? left : right;
    RelDataType text = first ? right : left;
    return uuid.getSqlTypeName() == SqlTypeName.UUID && SqlTypeUtil.isCharacter(text)
        ? factory.createTypeWithNullability(uuid, uuid.isNullable() || text.isNullable())
        : null;
  }

  /** Exact numbers are compared as they are: no common type holds all digits of both. */
  @Override
  public boolean binaryComparisonCoercion(SqlCallBinding binding) {
    boolean exact =
        binding.getOperandCount() == 2
            && SqlTypeUtil.isExactNumeric(binding.getOperandType(0))
            && SqlTypeUtil.isExactNumeric(binding.getOperandType(1));
    return !exact && super.binaryComparisonCoercion(binding);
  }

  @Override
  protected boolean needToCast(
      SqlValidatorScope scope, SqlNode node, RelDataType type, SqlTypeMappingRule rule) {
    RelDataType from = validator.deriveType(scope, node);
    return (from == null || !isNone(from, type)) && super.needToCast(scope, node, type, rule);
  }

  /**
   * Whether no cast is implied between two types: where CHAR is used as text, it is converted, and
   * rows are compared by their fields.
   */
  static boolean isNone(RelDataType from, RelDataType to) {
    if (from.isStruct() && to.isStruct()) {
      return true;
    }
    boolean fixed = from.getSqlTypeName() == SqlTypeName.CHAR;
    return (fixed || to.getSqlTypeName() == SqlTypeName.CHAR)
        && SqlTypeUtil.isCharacter(from)
        && SqlTypeUtil.isCharacter(to);
  }
}
