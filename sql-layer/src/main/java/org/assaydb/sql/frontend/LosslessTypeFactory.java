package org.assaydb.sql.frontend;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.calcite.jdbc.JavaTypeFactoryImpl;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeSystem;
import org.apache.calcite.sql.type.SqlTypeMappingRule;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * Types that no value loses anything in. All text is Unicode; Calcite's own default is Latin-1. The
 * common type of decimals has the longest fraction of them all; Calcite's gives up digits behind
 * the point when 38 are not enough, so that a sum would be compared with a rounded number.
 */
public final class LosslessTypeFactory extends JavaTypeFactoryImpl {
  public LosslessTypeFactory(RelDataTypeSystem types) {
    super(types);
  }

  @Override
  public Charset getDefaultCharset() {
    return StandardCharsets.UTF_8;
  }

  @Override
  public @Nullable RelDataType leastRestrictive(
      List<RelDataType> types, SqlTypeMappingRule mappingRule) {
    RelDataType common = super.leastRestrictive(types, mappingRule);
    if (common == null || common.getSqlTypeName() != SqlTypeName.DECIMAL) {
      return common;
    }
    int scale = 0;
    for (RelDataType type : types) {
      scale = SqlTypeUtil.isExactNumeric(type) ? Math.max(scale, type.getScale()) : scale;
    }
    if (scale <= common.getScale()) {
      return common;
    }
    RelDataType exact =
        createSqlType(SqlTypeName.DECIMAL, typeSystem.getMaxPrecision(SqlTypeName.DECIMAL), scale);
    return createTypeWithNullability(exact, common.isNullable());
  }
}
