package org.assaydb.jdbc;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.ParameterMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLType;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.List;
import org.assaydb.proofs.SqlStates;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.sql.PlannedStatement;
import org.jspecify.annotations.Nullable;

/**
 * A statement with parameters. A parameter has the type of the value that is set (text and NULL:
 * the type that its place asks for), so the type arguments of {@code setObject} are not needed and
 * not used.
 */
final class AssayPreparedStatement extends StreamFreeStatement {
  private static final Object UNSET = new Object();

  private final String sql;
  private final @Nullable PlannedStatement plan;
  private final @Nullable Object[] parameters;
  private final List<SetValues> rows = new ArrayList<>();

  AssayPreparedStatement(AssayConnection connection, String sql) throws SQLException {
    super(connection);
    this.sql = sql;
    Prepared prepared = executor.prepare(sql);
    this.plan = prepared.plan();
    this.parameters = new @Nullable Object[prepared.parameters()];
    clearParameters();
  }

  private void set(int index, @Nullable Object value) throws SQLException {
    checkOpen();
    if (index < 1 || index > parameters.length) {
      throw SqlErrors.of(
          SqlStates.NO_SUCH_POSITION, "parameter " + index + " of " + parameters.length);
    }
    parameters[index - 1] = SetValues.normal(value);
  }

  private SetValues complete() throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      if (parameters[i] == UNSET) {
        throw SqlErrors.of(SqlStates.PARAMETER_COUNT, "parameter " + (i + 1) + " is not set");
      }
    }
    return SetValues.of(parameters.clone());
  }

  @Override
  public ResultSet executeQuery() throws SQLException {
    return rows(run(sql, complete()));
  }

  @Override
  public int executeUpdate() throws SQLException {
    return toInt(executeLargeUpdate());
  }

  @Override
  public long executeLargeUpdate() throws SQLException {
    return count(run(sql, complete()));
  }

  @Override
  public boolean execute() throws SQLException {
    return run(sql, complete());
  }

  @Override
  public void addBatch() throws SQLException {
    checkOpen();
    rows.add(complete());
  }

  @Override
  public void addBatch(String other) throws SQLException {
    throw SqlErrors.of(SqlStates.BAD_CALL, "a prepared statement takes no other SQL");
  }

  @Override
  public void clearBatch() {
    rows.clear();
  }

  /** Up to {@code batchRows} rows are one transaction in autocommit mode: all of them or none. */
  @Override
  public int[] executeBatch() throws SQLException {
    checkOpen();
    List<Long> counts = new ArrayList<>(rows.size());
    try {
      executor.executeBatch(
          new Executor.Batch(sql, rows), counts, interruption(), getQueryTimeout());
    } catch (SQLException e) {
      throw batchFailure(e, counts);
    } finally {
      rows.clear();
    }
    return ints(counts);
  }

  @Override
  public void clearParameters() {
    Arrays.fill(parameters, UNSET);
  }

  /** Of the result that the values set so far give; fails when they do not say enough. */
  @Override
  public @Nullable ResultSetMetaData getMetaData() throws SQLException {
    return planned() instanceof PlannedStatement.Query q ? new ColumnsMetaData(q.columns()) : null;
  }

  /** Types that the places of the parameters ask for, or that the values set so far have. */
  @Override
  public ParameterMetaData getParameterMetaData() throws SQLException {
    try {
      return new ParameterTypes(List.copyOf(planned().parameterTypes()));
    } catch (SQLSyntaxErrorException e) {
      // The number of parameters is known all the same.
      return new ParameterTypes(setTypes());
    }
  }

  private PlannedStatement planned() throws SQLException {
    PlannedStatement known = plan;
    List<@Nullable ColumnType> types = setTypes();
    return known != null && types.stream().allMatch(java.util.Objects::isNull)
        ? known
        : executor.plan(sql, types);
  }

  private List<@Nullable ColumnType> setTypes() {
    return SetValues.of(parameters.clone()).types();
  }

  @Override
  public void setNull(int index, int sqlType) throws SQLException {
    set(index, null);
  }

  @Override
  public void setNull(int index, int sqlType, String typeName) throws SQLException {
    set(index, null);
  }

  @Override
  public void setBoolean(int index, boolean value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setByte(int index, byte value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setShort(int index, short value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setInt(int index, int value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setLong(int index, long value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setFloat(int index, float value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setDouble(int index, double value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setBigDecimal(int index, @Nullable BigDecimal value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setString(int index, @Nullable String value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setNString(int index, @Nullable String value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setBytes(int index, byte @Nullable [] value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setDate(int index, @Nullable Date value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setTime(int index, @Nullable Time value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setTimestamp(int index, @Nullable Timestamp value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setDate(int index, @Nullable Date value, @Nullable Calendar calendar)
      throws SQLException {
    set(index, value == null || calendar == null ? value : inZone(value, calendar).toLocalDate());
  }

  @Override
  public void setTime(int index, @Nullable Time value, @Nullable Calendar calendar)
      throws SQLException {
    set(index, value == null || calendar == null ? value : inZone(value, calendar).toLocalTime());
  }

  @Override
  public void setTimestamp(int index, @Nullable Timestamp value, @Nullable Calendar calendar)
      throws SQLException {
    set(index, value == null || calendar == null ? value : inZone(value, calendar));
  }

  private static LocalDateTime inZone(java.util.Date value, Calendar calendar) throws SQLException {
    try {
      return ZoneFields.of(value, calendar.getTimeZone());
    } catch (java.time.DateTimeException e) {
      throw SqlErrors.of(
          SqlStates.DATETIME_OVERFLOW, "no date of the proleptic Gregorian calendar: " + value, e);
    }
  }

  @Override
  public void setObject(int index, @Nullable Object value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setObject(int index, @Nullable Object value, int type) throws SQLException {
    setObject(index, value);
  }

  @Override
  public void setObject(int index, @Nullable Object value, int type, int length)
      throws SQLException {
    setObject(index, value);
  }

  @Override
  public void setObject(int index, @Nullable Object value, SQLType type) throws SQLException {
    setObject(index, value);
  }

  @Override
  public void setObject(int index, @Nullable Object value, SQLType type, int length)
      throws SQLException {
    setObject(index, value);
  }
}
