package org.assaydb.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.TimeZone;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.ColumnType.Kind;
import org.assaydb.sql.PlannedStatement.ResultColumn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ZoneFieldsTest {
  private static final TimeZone NEW_YORK = TimeZone.getTimeZone("America/New_York");
  private final TimeZone before = TimeZone.getDefault();

  @AfterEach
  void restoreZone() {
    TimeZone.setDefault(before);
  }

  private static ResultSet row(Kind kind, Object value) throws SQLException {
    ResultColumn column = new ResultColumn("C", ColumnType.of(kind), true, "", "");
    ResultSet rows = RowsResultSet.of(List.of(column), List.<Object[]>of(new Object[] {value}));
    rows.next();
    return rows;
  }

  private static ResultSet timestamp(LocalDateTime local) throws SQLException {
    return row(Kind.TIMESTAMP, local.toInstant(ZoneOffset.UTC).toEpochMilli());
  }

  @Test
  void calendarsZoneGivesTheFieldsAndTakesThem() throws SQLException {
    Calendar newYork = new GregorianCalendar(NEW_YORK);
    Timestamp value = Timestamp.from(Instant.parse("2024-07-01T12:00:00.123Z"));
    LocalDateTime fields = LocalDateTime.of(2024, 7, 1, 8, 0, 0, 123_000_000);
    for (String zone : new String[] {"UTC", "Asia/Kolkata", "America/New_York"}) {
      TimeZone.setDefault(TimeZone.getTimeZone(zone));
      assertThat(ZoneFields.of(value, NEW_YORK)).as(zone).isEqualTo(fields);
      assertThat(timestamp(fields).getTimestamp(1, newYork)).isEqualTo(value);
      assertThat(row(Kind.DATE, 0).getDate(1, newYork).getTime()).isEqualTo(5 * 3_600_000L);
      assertThat(row(Kind.TIME, 3_723_004).getTime(1, newYork).getTime())
          .isEqualTo(5 * 3_600_000L + 3_723_004);
    }
  }

  @Test
  void timeThatTheZoneOfTheJvmLeavesOutIsReadAsItIs() throws SQLException {
    TimeZone.setDefault(NEW_YORK);
    LocalDateTime gap = LocalDateTime.of(2024, 3, 10, 2, 30);
    ResultSet rows = timestamp(gap);
    assertThat(rows.getObject(1, LocalDateTime.class)).isEqualTo(gap);
    assertThat(rows.getString(1)).isEqualTo("2024-03-10 02:30:00");
    // The calendar's zone has that time, whatever the zone of the JVM.
    Calendar utc = new GregorianCalendar(TimeZone.getTimeZone("UTC"));
    assertThat(rows.getTimestamp(1, utc).toInstant())
        .isEqualTo(Instant.parse("2024-03-10T02:30:00Z"));
  }

  @Test
  void datesBeforeTheGregorianReformAreProleptic() throws SQLException {
    LocalDate leftOut = LocalDate.of(1582, 10, 10);
    ResultSet rows = row(Kind.DATE, (int) leftOut.toEpochDay());
    assertThat(rows.getObject(1, LocalDate.class)).isEqualTo(leftOut);
    assertThat(rows.getString(1)).isEqualTo("1582-10-10");
    LocalDate old = LocalDate.of(1400, 5, 6);
    ResultSet older = row(Kind.DATE, (int) old.toEpochDay());
    assertThat(older.getDate(1).toLocalDate()).isEqualTo(old);
    assertThat(SetValues.normal(older.getDate(1))).isEqualTo(old);
    Calendar newYork = new GregorianCalendar(NEW_YORK);
    assertThat(ZoneFields.of(older.getDate(1, newYork), NEW_YORK)).isEqualTo(old.atStartOfDay());
  }

  @Test
  void millisecondsOfATimeSurvive() {
    LocalTime time = LocalTime.of(23, 59, 59, 999_000_000);
    assertThat(ZoneFields.time(ZoneFields.time(time))).isEqualTo(time);
  }
}
