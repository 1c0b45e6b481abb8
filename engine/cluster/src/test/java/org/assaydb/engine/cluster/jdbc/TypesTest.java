package org.assaydb.engine.cluster.jdbc;

import static org.assaydb.engine.cluster.jdbc.RealCluster.rows;
import static org.assaydb.engine.cluster.jdbc.RealCluster.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TypesTest {
  @TempDir static Path directory;
  private RealCluster cluster;
  private Connection connection;
  private int lastId;

  @BeforeAll
  void start() throws SQLException {
    cluster = new RealCluster(directory);
    connection = cluster.connect("trust");
    run(
        connection,
        "CREATE TABLE v (id INTEGER PRIMARY KEY, bool BOOLEAN, small SMALLINT, num INTEGER,"
            + " big BIGINT, amount DECIMAL(38, 10), real8 DOUBLE, txt VARCHAR(20), fix CHAR(5),"
            + " dat DATE, tim TIME(3), ts TIMESTAMP(3), bin VARBINARY(16), uid UUID)");
  }

  @AfterAll
  void stop() throws SQLException {
    connection.close();
    cluster.close();
  }

  static Stream<Arguments> values() {
    UUID uuid = UUID.fromString("ffffffff-ffff-4fff-8000-000000000001");
    LocalTime time = LocalTime.of(23, 59, 59, 999_000_000);
    return Stream.of(
        Arguments.of("bool", true, Boolean.class),
        Arguments.of("small", Short.MIN_VALUE, Short.class),
        Arguments.of("small", Short.MAX_VALUE, Short.class),
        Arguments.of("num", Integer.MIN_VALUE, Integer.class),
        Arguments.of("num", Integer.MAX_VALUE, Integer.class),
        Arguments.of("big", Long.MIN_VALUE, Long.class),
        Arguments.of("big", Long.MAX_VALUE, Long.class),
        Arguments.of(
            "amount", decimal("9999999999999999999999999999.9999999999"), BigDecimal.class),
        Arguments.of(
            "amount", decimal("-9999999999999999999999999999.9999999999"), BigDecimal.class),
        Arguments.of("amount", decimal("0.0000000001"), BigDecimal.class),
        Arguments.of("real8", Double.MIN_VALUE, Double.class),
        Arguments.of("real8", -Double.MAX_VALUE, Double.class),
        Arguments.of("real8", Double.NEGATIVE_INFINITY, Double.class),
        Arguments.of("txt", "", String.class),
        Arguments.of("txt", "\uD83D\uDE00 \u00e4' \"\n", String.class),
        Arguments.of("txt", "trailing  ", String.class),
        Arguments.of("dat", LocalDate.of(1, 1, 1), LocalDate.class),
        Arguments.of("dat", LocalDate.of(9999, 12, 31), LocalDate.class),
        Arguments.of("dat", Date.valueOf("2024-02-29"), Date.class),
        Arguments.of("tim", time, LocalTime.class),
        Arguments.of("tim", LocalTime.MIDNIGHT, LocalTime.class),
        Arguments.of("tim", Time.valueOf("12:34:56"), Time.class),
        Arguments.of("tim", new Time(Time.valueOf("12:34:56").getTime() + 789), Time.class),
        Arguments.of("ts", LocalDateTime.of(LocalDate.of(1969, 12, 31), time), LocalDateTime.class),
        Arguments.of("ts", Timestamp.valueOf("2024-02-29 12:00:00.123"), Timestamp.class),
        Arguments.of("bin", new byte[0], byte[].class),
        Arguments.of("bin", new byte[] {0, -1, 127, -128}, byte[].class),
        Arguments.of("uid", uuid, UUID.class),
        Arguments.of("uid", new UUID(0, 0), UUID.class));
  }

  private static BigDecimal decimal(String text) {
    return new BigDecimal(text);
  }

  @ParameterizedTest
  @MethodSource("values")
  void everyValueComesBackAndIsFoundByItself(String column, Object value, Class<?> type)
      throws SQLException {
    int id = insert(column, value);
    try (PreparedStatement find =
        connection.prepareStatement(
            "SELECT " + column + " FROM v WHERE id = ? AND " + column + " = ?")) {
      find.setInt(1, id);
      find.setObject(2, value);
      try (ResultSet rows = find.executeQuery()) {
        assertThat(rows.next()).isTrue();
        assertThat((Object) rows.getObject(1, type)).isEqualTo(value);
        assertThat(rows.wasNull()).isFalse();
        assertThat(rows.next()).isFalse();
      }
    }
  }

  private int insert(String column, Object value) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO v (id, " + column + ") VALUES (?, ?)")) {
      insert.setInt(1, ++lastId);
      insert.setObject(2, value);
      assertThat(insert.executeUpdate()).isEqualTo(1);
    }
    return lastId;
  }

  @Test
  void nullOfEveryTypeIsNullAndNotEmpty() throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO v VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      insert.setInt(1, ++lastId);
      for (int i = 2; i <= 14; i++) {
        insert.setNull(i, Types.NULL);
      }
      insert.executeUpdate();
    }
    try (Statement s = connection.createStatement();
        ResultSet rows = s.executeQuery("SELECT * FROM v WHERE txt IS NULL AND id = " + lastId)) {
      assertThat(rows.next()).isTrue();
      for (int i = 2; i <= 14; i++) {
        assertThat(rows.getObject(i)).isNull();
        assertThat(rows.getString(i)).isNull();
        assertThat(rows.wasNull()).isTrue();
      }
      assertThat(rows.getInt("num")).isZero();
      assertThat(rows.wasNull()).isTrue();
    }
    int empty = insert("txt", "");
    assertThat(rows(connection, "SELECT id FROM v WHERE txt = '' AND id = " + empty)).hasSize(1);
    assertThat(rows(connection, "SELECT id FROM v WHERE txt IS NULL AND id = " + empty)).isEmpty();
  }

  @Test
  void charIsPaddedAndComparesWithoutBlanks() throws SQLException {
    int id = insert("fix", "ab");
    assertThat(rows(connection, "SELECT fix FROM v WHERE fix = 'ab' AND id = " + id))
        .containsExactly("ab   ");
  }

  @Test
  void notANumberIsKept() throws SQLException {
    int id = insert("real8", Double.NaN);
    assertThat(rows(connection, "SELECT real8 FROM v WHERE id = " + id)).containsExactly("NaN");
  }

  @Test
  void negativeZeroEqualsZero() throws SQLException {
    int id = insert("real8", -0.0);
    assertThat(rows(connection, "SELECT id FROM v WHERE real8 = 0 AND id = " + id)).hasSize(1);
  }

  @Test
  void typedSettersAndGetters() throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO v (id, bool, small, num, big, amount, real8, txt, bin) VALUES"
                + " (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      insert.setInt(1, ++lastId);
      insert.setBoolean(2, true);
      insert.setShort(3, (short) -3);
      insert.setInt(4, 4);
      insert.setLong(5, 5);
      insert.setBigDecimal(6, new BigDecimal("6.5"));
      insert.setDouble(7, 7.25);
      insert.setString(8, "eight");
      insert.setBytes(9, new byte[] {9});
      insert.executeUpdate();
    }
    try (Statement s = connection.createStatement();
        ResultSet r = s.executeQuery("SELECT * FROM v WHERE id = " + lastId)) {
      assertThat(r.next()).isTrue();
      assertThat(r.getBoolean("BOOL")).isTrue();
      assertThat(r.getShort("small")).isEqualTo((short) -3);
      assertThat(r.getInt("num")).isEqualTo(4);
      assertThat(r.getLong("big")).isEqualTo(5);
      assertThat(r.getBigDecimal("amount")).isEqualByComparingTo("6.5");
      assertThat(r.getDouble("real8")).isEqualTo(7.25);
      assertThat(r.getString("txt")).isEqualTo("eight");
      assertThat(r.getBytes("bin")).containsExactly(9);
      assertThatThrownBy(() -> r.getInt("txt")).isInstanceOf(SQLException.class);
      assertThatThrownBy(() -> r.getInt("none")).isInstanceOf(SQLException.class);
    }
  }

  @Test
  void metaDataDescribesTheCertifiedCatalog() throws SQLException {
    run(
        connection,
        "CREATE TABLE m (a INTEGER, b VARCHAR(7) NOT NULL, c DECIMAL(9, 3), PRIMARY KEY (b, a))",
        "CREATE UNIQUE INDEX m_c ON m (c)");
    var meta = connection.getMetaData();
    try (ResultSet r = meta.getTables(null, "PUBLIC", "M", null)) {
      assertThat(r.next()).isTrue();
      assertThat(r.getString("TABLE_TYPE")).isEqualTo("TABLE");
      assertThat(r.next()).isFalse();
    }
    try (ResultSet r = meta.getColumns(null, "PUBLIC", "M", "C")) {
      assertThat(r.next()).isTrue();
      assertThat(r.getInt("DATA_TYPE")).isEqualTo(Types.DECIMAL);
      assertThat(r.getInt("COLUMN_SIZE")).isEqualTo(9);
      assertThat(r.getInt("DECIMAL_DIGITS")).isEqualTo(3);
      assertThat(r.getString("IS_NULLABLE")).isEqualTo("YES");
    }
    try (ResultSet r = meta.getPrimaryKeys(null, "PUBLIC", "M")) {
      assertThat(r.next()).isTrue();
      assertThat(r.getString("COLUMN_NAME") + r.getInt("KEY_SEQ")).isEqualTo("A2");
      assertThat(r.next()).isTrue();
      assertThat(r.getString("COLUMN_NAME") + r.getInt("KEY_SEQ")).isEqualTo("B1");
    }
    try (ResultSet r = meta.getIndexInfo(null, "PUBLIC", "M", true, false)) {
      assertThat(rows(r)).anyMatch(line -> line.contains("M_C"));
    }
    try (ResultSet r = meta.getSchemas()) {
      assertThat(rows(r)).anyMatch(line -> line.startsWith("PUBLIC"));
    }
  }

  @Test
  void generatedKeysAreRefusedClearly() throws SQLException {
    assertThatThrownBy(
            () -> connection.prepareStatement("SELECT 1", Statement.RETURN_GENERATED_KEYS))
        .isInstanceOfSatisfying(
            SQLFeatureNotSupportedException.class,
            e -> assertThat(e.getSQLState()).isEqualTo("0A000"));
    try (Statement s = connection.createStatement()) {
      assertThatThrownBy(() -> s.getGeneratedKeys())
          .isInstanceOf(SQLFeatureNotSupportedException.class);
    }
  }
}
