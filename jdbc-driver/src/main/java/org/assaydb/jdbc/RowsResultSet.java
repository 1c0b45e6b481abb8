package org.assaydb.jdbc;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.List;
import org.assaydb.proofs.SqlStates;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.sql.PlannedStatement.ResultColumn;
import org.jspecify.annotations.Nullable;

/** A forward-only, read-only result over rows in the representation of {@link ColumnType}. */
abstract class RowsResultSet extends LabelledResultSet {
  private final List<ResultColumn> columns;
  private final @Nullable Statement statement;
  private @Nullable Object @Nullable [] row;
  private int rowNumber;
  private boolean ended;
  private boolean wasNull;
  private boolean closed;
  private int fetchSize;

  RowsResultSet(List<ResultColumn> columns, @Nullable Statement statement) {
    this.columns = columns;
    this.statement = statement;
  }

  /** The next row, null at the end. */
  abstract @Nullable Object @Nullable [] fetch() throws SQLException;

  List<ResultColumn> columns() {
    return columns;
  }

  boolean isAtEnd() {
    return ended;
  }

  private void checkOpen() throws SQLException {
    if (closed) {
      throw SqlErrors.of(SqlStates.CURSOR_STATE, "the result set is closed");
    }
  }

  @Override
  public boolean next() throws SQLException {
    checkOpen();
    if (ended) {
      return false;
    }
    row = null;
    row = fetch();
    if (row == null) {
      ended = true;
      return false;
    }
    rowNumber++;
    return true;
  }

  private ColumnType type(int index) {
    return columns.get(index - 1).type();
  }

  private @Nullable Object raw(int index) throws SQLException {
    checkOpen();
    @Nullable Object[] current = row;
    if (current == null) {
      throw SqlErrors.of(SqlStates.CURSOR_STATE, "the result set is not on a row");
    }
    if (index < 1 || index > columns.size()) {
      throw SqlErrors.of(SqlStates.NO_SUCH_POSITION, "column " + index + " of " + columns.size());
    }
    Object value = current[index - 1];
    wasNull = value == null;
    return value;
  }

  @Override
  public int findColumn(String label) throws SQLException {
    checkOpen();
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).label().equals(label)) {
        return i + 1;
      }
    }
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).label().equalsIgnoreCase(label)) {
        return i + 1;
      }
    }
    throw SqlErrors.of(SqlStates.UNKNOWN_COLUMN, "no column " + label);
  }

  @Override
  public boolean wasNull() {
    return wasNull;
  }

  @Override
  public @Nullable String getString(int index) throws SQLException {
    Object value = raw(index);
    return value == null ? null : ColumnValues.string(type(index), value);
  }

  @Override
  public boolean getBoolean(int index) throws SQLException {
    Object value = raw(index);
    return value != null && ColumnValues.bool(type(index), value);
  }

  @Override
  public byte getByte(int index) throws SQLException {
    return (byte) integer(index, Byte.MIN_VALUE, Byte.MAX_VALUE);
  }

  @Override
  public short getShort(int index) throws SQLException {
    return (short) integer(index, Short.MIN_VALUE, Short.MAX_VALUE);
  }

  @Override
  public int getInt(int index) throws SQLException {
    return (int) integer(index, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  @Override
  public long getLong(int index) throws SQLException {
    return integer(index, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  private long integer(int index, long min, long max) throws SQLException {
    Object value = raw(index);
    return value == null ? 0 : ColumnValues.integer(type(index), value, min, max);
  }

  @Override
  public float getFloat(int index) throws SQLException {
    return (float) getDouble(index);
  }

  @Override
  public double getDouble(int index) throws SQLException {
    Object value = raw(index);
    return value == null ? 0 : ColumnValues.real(type(index), value);
  }

  @Override
  public @Nullable BigDecimal getBigDecimal(int index) throws SQLException {
    Object value = raw(index);
    return value == null ? null : ColumnValues.decimal(type(index), value);
  }

  @Override
  public byte @Nullable [] getBytes(int index) throws SQLException {
    Object value = raw(index);
    return value == null ? null : ColumnValues.bytes(type(index), value);
  }

  @Override
  public @Nullable Date getDate(int index) throws SQLException {
    return getObject(index, Date.class);
  }

  @Override
  public @Nullable Time getTime(int index) throws SQLException {
    return getObject(index, Time.class);
  }

  @Override
  public @Nullable Timestamp getTimestamp(int index) throws SQLException {
    return getObject(index, Timestamp.class);
  }

  @Override
  public @Nullable Object getObject(int index) throws SQLException {
    Object value = raw(index);
    return value == null ? null : ColumnValues.object(type(index), value);
  }

  @Override
  public <T> @Nullable T getObject(int index, Class<T> target) throws SQLException {
    Object value = raw(index);
    return value == null ? null : target.cast(ColumnValues.as(target, type(index), value));
  }

  @Override
  public ResultSetMetaData getMetaData() {
    return new ColumnsMetaData(columns);
  }

  @Override
  public @Nullable Statement getStatement() {
    return statement;
  }

  @Override
  public int getRow() {
    return row == null ? 0 : rowNumber;
  }

  @Override
  public boolean isBeforeFirst() {
    return rowNumber == 0 && !ended;
  }

  @Override
  public boolean isAfterLast() {
    return ended && rowNumber > 0;
  }

  @Override
  public boolean isFirst() {
    return rowNumber == 1 && row != null;
  }

  @Override
  public boolean isLast() throws SQLException {
    throw SqlErrors.unsupported("isLast");
  }

  @Override
  public void setFetchDirection(int direction) throws SQLException {
    if (direction != FETCH_FORWARD) {
      throw SqlErrors.unsupported("another fetch direction");
    }
  }

  @Override
  public int getFetchDirection() {
    return FETCH_FORWARD;
  }

  @Override
  public void setFetchSize(int rows) {
    fetchSize = rows;
  }

  @Override
  public int getFetchSize() {
    return fetchSize;
  }

  @Override
  public int getType() {
    return TYPE_FORWARD_ONLY;
  }

  @Override
  public int getConcurrency() {
    return CONCUR_READ_ONLY;
  }

  @Override
  public int getHoldability() {
    return HOLD_CURSORS_OVER_COMMIT;
  }

  @Override
  public @Nullable SQLWarning getWarnings() {
    return null;
  }

  @Override
  public void clearWarnings() {}

  @Override
  public void close() throws SQLException {
    closed = true;
    row = null;
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return Wrappers.unwrap(this, type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return type.isInstance(this);
  }

  /** A result of rows at hand, for metadata. */
  static ResultSet of(List<ResultColumn> columns, List<@Nullable Object[]> rows) {
    return new RowsResultSet(columns, null) {
      private int position;

      @Override
      @Nullable Object @Nullable [] fetch() {
        return position < rows.size() ? rows.get(position++) : null;
      }
    };
  }
}
