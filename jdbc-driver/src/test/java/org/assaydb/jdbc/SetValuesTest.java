package org.assaydb.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.TimeZone;
import java.util.UUID;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.ColumnType.Kind;
import org.assaydb.proofs.schema.ValueCodec;
import org.junit.jupiter.api.Test;

class SetValuesTest {
  private static ColumnType typeOf(Object value) throws SQLException {
    return SetValues.typeOf(SetValues.normal(value));
  }

  private static void assertState(String state, Object value) {
    SQLException e = catchThrowableOfType(SQLException.class, () -> SetValues.normal(value));
    assertThat((Throwable) e).isNotNull();
    assertThat(e.getSQLState()).isEqualTo(state);
  }

  @Test
  void typeFollowsFromTheClassOfTheValue() throws SQLException {
    assertThat(typeOf(true)).isEqualTo(ColumnType.of(Kind.BOOLEAN));
    assertThat(typeOf((byte) 1)).isEqualTo(ColumnType.of(Kind.SMALLINT));
    assertThat(typeOf((short) 1)).isEqualTo(ColumnType.of(Kind.SMALLINT));
    assertThat(typeOf(1)).isEqualTo(ColumnType.of(Kind.INTEGER));
    assertThat(typeOf(1L)).isEqualTo(ColumnType.of(Kind.BIGINT));
    assertThat(typeOf(1.5f)).isEqualTo(ColumnType.of(Kind.DOUBLE));
    assertThat(typeOf(1.5)).isEqualTo(ColumnType.of(Kind.DOUBLE));
    assertThat(typeOf(new byte[0])).isEqualTo(ColumnType.of(Kind.VARBINARY, 65_536));
    assertThat(typeOf(LocalDate.EPOCH)).isEqualTo(ColumnType.of(Kind.DATE));
    assertThat(typeOf(new java.sql.Date(0))).isEqualTo(ColumnType.of(Kind.DATE));
    assertThat(typeOf(new Time(0))).isEqualTo(ColumnType.of(Kind.TIME));
    assertThat(typeOf(new Timestamp(0))).isEqualTo(ColumnType.of(Kind.TIMESTAMP));
    assertThat(typeOf(Instant.EPOCH)).isEqualTo(ColumnType.of(Kind.TIMESTAMP));
    assertThat(typeOf(new UUID(1, 2))).isEqualTo(ColumnType.of(Kind.UUID));
    assertThat(typeOf("text")).isNull();
    assertThat(typeOf(null)).isNull();
    assertState("0A000", new Object());
    assertState("0A000", List.of());
  }

  @Test
  void decimalsHaveTheirScaleAndFewPrecisions() throws SQLException {
    assertThat(typeOf(new BigDecimal("1.50"))).isEqualTo(ColumnType.decimal(18, 2));
    assertThat(typeOf(new BigDecimal("0.00001"))).isEqualTo(ColumnType.decimal(18, 5));
    assertThat(typeOf(new BigDecimal("1E+5"))).isEqualTo(ColumnType.decimal(18, 0));
    assertThat(typeOf(BigInteger.TEN.pow(18))).isEqualTo(ColumnType.decimal(38, 0));
    assertThat(typeOf(BigInteger.TEN.pow(38))).isNull();
    assertThat(typeOf(new BigDecimal(BigInteger.ONE, 38))).isEqualTo(ColumnType.decimal(38, 38));
    assertThat(typeOf(new BigDecimal(BigInteger.ONE, 39))).isNull();
    assertState("22003", new BigDecimal("1E+999999999"));
  }

  @Test
  void decimalBeyondEveryTypeIsOnlyAssigned() throws SQLException {
    SetValues values = SetValues.of(new Object[] {new BigDecimal(0.1)});
    List<ColumnType> columns = List.of(ColumnType.decimal(8, 2));
    values.check(columns, Set.of(0));
    assertThatThrownBy(() -> values.check(columns, Set.of()))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("22003"));
  }

  @Test
  void numberIsNoDateAndTooFewValuesAreCounted() throws SQLException {
    SetValues values = SetValues.of(new Object[] {5});
    assertThatThrownBy(() -> values.check(List.of(ColumnType.of(Kind.DATE)), Set.of(0)))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42804"));
    assertThatThrownBy(() -> values.check(List.of(), Set.of()))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("07001"));
  }

  @Test
  void typesOfAssignedParametersDoNotCount() {
    SetValues one = SetValues.of(new Object[] {1, "a", 2.5});
    SetValues other = SetValues.of(new Object[] {null, "b", 3.5});
    assertThat(one.types()).isNotEqualTo(other.types());
    assertThat(one.typesWithout(Set.of(0, 9))).isEqualTo(other.typesWithout(Set.of(0, 9)));
  }

  @Test
  void pointsInTimeAreThoseOfUtcAndLocalValuesStayInEveryZone() throws SQLException {
    TimeZone before = TimeZone.getDefault();
    try {
      for (String zone : new String[] {"UTC", "America/New_York", "Asia/Kolkata"}) {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        LocalDateTime noon = LocalDateTime.of(2024, 7, 1, 12, 0, 0, 123_456_000);
        assertThat(SetValues.normal(Timestamp.valueOf(noon))).as(zone).isEqualTo(noon);
        assertThat(SetValues.normal(java.sql.Date.valueOf("1500-03-01")))
            .isEqualTo(LocalDate.of(1500, 3, 1));
        assertThat(SetValues.normal(new Time(Time.valueOf("10:11:12").getTime() + 345)))
            .isEqualTo(LocalTime.of(10, 11, 12, 345_000_000));
        assertThat(SetValues.normal(Instant.parse("2024-07-01T12:00:00.123456Z"))).isEqualTo(noon);
        assertThat(SetValues.normal(OffsetDateTime.parse("2024-07-01T14:00:00.123456+02:00")))
            .isEqualTo(noon);
        // 02:30 of that day is in the gap of New York.
        LocalDateTime gap = LocalDateTime.of(2024, 3, 10, 2, 30);
        assertThat(SetValues.normal(gap)).isEqualTo(gap);
      }
    } finally {
      TimeZone.setDefault(before);
    }
  }

  @Test
  void fractionsAreRoundedToMicroseconds() throws SQLException {
    assertThat(SetValues.normal(LocalDateTime.of(2024, 12, 31, 23, 59, 59, 999_999_500)))
        .isEqualTo(LocalDateTime.of(2025, 1, 1, 0, 0));
    assertThat(SetValues.normal(LocalTime.of(1, 2, 3, 1_499)))
        .isEqualTo(LocalTime.of(1, 2, 3, 1_000));
    assertState("22008", LocalTime.MAX);
  }

  @Test
  void savedValuesComeBackWithTheirTypes() throws SQLException {
    Object[] given = {
      null,
      "text \ud83d\ude00",
      "",
      true,
      (short) -5,
      7,
      -8L,
      new BigDecimal("-1.50"),
      1.5f,
      -0.0,
      Double.NaN,
      new byte[] {1, 2},
      LocalDate.of(1, 1, 1),
      LocalTime.of(23, 59, 59, 999_999_000),
      LocalDateTime.of(1582, 10, 10, 1, 2, 3, 4_000),
      new UUID(-1, 1),
      BigInteger.TEN.pow(37).negate()
    };
    Object[] normal = new Object[given.length];
    for (int i = 0; i < given.length; i++) {
      normal[i] = SetValues.normal(given[i]);
    }
    SetValues values = SetValues.of(normal);
    ByteWriter out = new ByteWriter(16);
    SetValuesCodec.encode(values, out);
    ByteReader in = new ByteReader(out.toBytes());
    SetValues decoded = SetValuesCodec.decode(in);
    in.end();
    assertThat(decoded.types()).isEqualTo(values.types());
    normal[8] = 1.5;
    normal[9] = 0.0;
    assertThat(decoded.values()).isEqualTo(normal);
  }

  @Test
  void savedValueOfATypeThatNoSetterGivesIsRefused() {
    for (ColumnType type :
        new ColumnType[] {ColumnType.of(Kind.VARCHAR, 5), ColumnType.of(Kind.VARBINARY, 5)}) {
      ByteWriter out = new ByteWriter(16).varint(1).u8(2);
      type.encode(out);
      ValueCodec.encode(type, type.kind() == Kind.VARCHAR ? "abc" : new byte[3], out);
      assertRejected(out, RejectReason.NONCANONICAL);
    }
    ByteWriter decimal = new ByteWriter(16).varint(1).u8(2);
    ColumnType.decimal(17, 1).encode(decimal);
    ValueCodec.encode(ColumnType.decimal(17, 1), new BigDecimal("1.5"), decimal);
    assertRejected(decimal, RejectReason.NONCANONICAL);
    ByteWriter time = new ByteWriter(16).varint(1).u8(2);
    ColumnType.of(Kind.TIME).encode(time);
    assertRejected(time.zigzag(86_400_000_000L), RejectReason.MALFORMED);
    assertRejected(new ByteWriter(16).varint(1).u8(3), RejectReason.MALFORMED);
  }

  private static void assertRejected(ByteWriter out, RejectReason reason) {
    assertThatThrownBy(() -> SetValuesCodec.decode(new ByteReader(out.toBytes())))
        .isInstanceOfSatisfying(
            VerificationException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
