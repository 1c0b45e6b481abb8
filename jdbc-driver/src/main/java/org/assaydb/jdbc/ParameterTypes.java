package org.assaydb.jdbc;

import java.sql.ParameterMetaData;
import java.sql.SQLException;
import java.util.List;
import org.assaydb.proofs.SqlStates;
import org.assaydb.proofs.schema.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * Metadata of parameters, as the plan derived them.
 *
 * @param types null for one that only its value will tell
 */
record ParameterTypes(List<@Nullable ColumnType> types) implements ParameterMetaData {
  private ColumnType at(int index) throws SQLException {
    if (index < 1 || index > types.size()) {
      throw SqlErrors.of(SqlStates.NO_SUCH_POSITION, "parameter " + index + " of " + types.size());
    }
    ColumnType type = types.get(index - 1);
    if (type == null) {
      throw SqlErrors.of(
          SqlStates.UNKNOWN_PARAMETER_TYPE,
          "the type of parameter " + index + " is that of the value to be set");
    }
    return type;
  }

  @Override
  public int getParameterCount() {
    return types.size();
  }

  @Override
  public int isNullable(int index) {
    return parameterNullableUnknown;
  }

  @Override
  public boolean isSigned(int index) throws SQLException {
    return switch (at(index).kind()) {
      case SMALLINT, INTEGER, BIGINT, DECIMAL, DOUBLE -> true;
      default -> false;
    };
  }

  @Override
  public int getPrecision(int index) throws SQLException {
    return ColumnValues.precision(at(index));
  }

  @Override
  public int getScale(int index) throws SQLException {
    return at(index).scale();
  }

  @Override
  public int getParameterType(int index) throws SQLException {
    return ColumnValues.jdbcType(at(index)).getVendorTypeNumber();
  }

  @Override
  public String getParameterTypeName(int index) throws SQLException {
    return at(index).kind().name();
  }

  @Override
  public String getParameterClassName(int index) throws SQLException {
    return ColumnValues.javaClass(at(index)).getName();
  }

  @Override
  public int getParameterMode(int index) {
    return parameterModeIn;
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return Wrappers.unwrap(this, type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return type.isInstance(this);
  }
}
