package org.assaydb.benchmarks.oracle.subject;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.calcite.avatica.util.ByteString;
import org.assaydb.benchmarks.oracle.generate.Dialect;
import org.assaydb.benchmarks.oracle.generate.Sql;
import org.assaydb.benchmarks.oracle.generate.Unsupported;
import org.assaydb.benchmarks.oracle.generate.World;
import org.jspecify.annotations.Nullable;

/** Another database: what it refuses says nothing, what it answers is compared. */
public final class JdbcSubject implements Subject {
  private static final int TIMEOUT_S = 20;

  private final Dialect dialect;
  private final Connection connection;

  private JdbcSubject(Dialect dialect, String url, String... settings) throws SQLException {
    this.dialect = dialect;
    connection = DriverManager.getConnection(url);
    try (Statement statement = connection.createStatement()) {
      for (String setting : settings) {
        statement.execute(setting);
      }
    }
  }

  public static JdbcSubject duckDb() throws SQLException {
    return new JdbcSubject(
        Dialect.DUCKDB,
        "jdbc:duckdb:",
        "SET threads = 1",
        "SET memory_limit = '300MB'",
        "SET default_null_order = 'nulls_last_on_asc_first_on_desc'");
  }

  public static JdbcSubject h2() throws SQLException {
    return new JdbcSubject(Dialect.H2, "jdbc:h2:mem:;DEFAULT_NULL_ORDERING=HIGH");
  }

  /** {@code url} as its driver takes it; tables t1 to t4 of a schema of its own are made there. */
  public static JdbcSubject postgresql(String url) throws SQLException {
    return new JdbcSubject(
        Dialect.POSTGRESQL,
        url,
        "CREATE TEMPORARY TABLE IF NOT EXISTS assaydb_oracle (a INTEGER)",
        "SET search_path = pg_temp");
  }

  @Override
  public String name() {
    return dialect.name().toLowerCase(java.util.Locale.ROOT);
  }

  @Override
  public void load(World world, MemoryTables tables) {
    try (Statement statement = connection.createStatement()) {
      for (World.Table table : world.tables()) {
        statement.execute("DROP TABLE IF EXISTS " + table.name());
        statement.execute(table.definition(dialect));
        if (!table.rows().isEmpty()) {
          statement.execute(table.insert(dialect));
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(name() + " does not take the tables", e);
    }
  }

  @Override
  public Outcome run(Sql query) {
    String sql;
    try {
      sql = query.print(dialect).text();
    } catch (Unsupported.InDialectException e) {
      return Outcome.failure("0A000", e.getMessage());
    }
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(TIMEOUT_S);
      try (ResultSet result = statement.executeQuery(sql)) {
        return new Outcome.Rows(rows(result));
      }
    } catch (SQLException e) {
      return failure(e);
    }
  }

  /** DuckDB has no SQLSTATEs: its messages begin with the kind of the error. */
  private Outcome failure(SQLException e) {
    String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    if (dialect != Dialect.DUCKDB) {
      return Outcome.failure(String.valueOf(e.getSQLState()), message);
    }
    boolean data =
        message.startsWith("Conversion Error")
            || message.startsWith("Out of Range Error")
            || message.contains("More than one row returned")
            || message.startsWith("Invalid Input Error");
    return Outcome.failure(data ? "22000" : "0A000", message);
  }

  private List<@Nullable Object[]> rows(ResultSet result) throws SQLException {
    List<@Nullable Object[]> rows = new ArrayList<>();
    ResultSetMetaData columns = result.getMetaData();
    int width = columns.getColumnCount();
    while (result.next()) {
      @Nullable Object[] row = new @Nullable Object[width];
      for (int i = 0; i < width; i++) {
        row[i] = value(result, i + 1, columns.getColumnType(i + 1));
      }
      rows.add(row);
    }
    return rows;
  }

  /** Dates as they are: java.sql.Date and Timestamp are of the Julian calendar before 1582. */
  private @Nullable Object value(ResultSet result, int column, int type) throws SQLException {
    if (type == Types.TIMESTAMP) {
      return result.getObject(column, LocalDateTime.class);
    }
    return type == Types.DATE && dialect != Dialect.DUCKDB
        ? result.getObject(column, LocalDate.class)
        : value(result.getObject(column));
  }

  private static @Nullable Object value(@Nullable Object value) throws SQLException {
    if (value instanceof Float real) {
      return real.doubleValue();
    } else if (value instanceof BigInteger number) {
      return new BigDecimal(number);
    } else if (value instanceof Number number && !(value instanceof Double)) {
      return number instanceof BigDecimal ? number : BigDecimal.valueOf(number.longValue());
    } else if (value instanceof Blob blob) {
      return new ByteString(blob.getBytes(1, (int) blob.length()));
    } else if (value instanceof byte[] bytes) {
      return new ByteString(bytes);
    } else if (value instanceof Array array) {
      List<@Nullable Object> elements = new ArrayList<>();
      for (Object element : (Object[]) array.getArray()) {
        elements.add(value(element));
      }
      return elements;
    } else if (value instanceof Object[] array) {
      return Arrays.asList(array);
    }
    return temporal(value);
  }

  private static @Nullable Object temporal(@Nullable Object value) {
    if (value instanceof Timestamp time) {
      return time.toLocalDateTime();
    } else if (value instanceof Time time) {
      return time.toLocalTime().plusNanos(Math.floorMod(time.getTime(), 1000L) * 1_000_000);
    } else if (value instanceof LocalDate
        || value instanceof LocalTime
        || value instanceof LocalDateTime) {
      return value;
    }
    return value;
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException("closing " + name(), e);
    }
  }
}
