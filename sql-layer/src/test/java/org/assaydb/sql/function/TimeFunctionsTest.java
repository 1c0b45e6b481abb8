package org.assaydb.sql.function;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimeFunctionsTest {
  private static final String MOMENT = "TIMESTAMP '2024-02-29 13:45:06.789'";

  private static void values(String lines) {
    Expected.values(lines.replace("$t", MOMENT));
  }

  @Test
  void extractsFieldsOfTimestamps() {
    values(
        """
        EXTRACT(YEAR FROM $t) => 2024
        EXTRACT(QUARTER FROM $t) => 1
        EXTRACT(MONTH FROM $t) => 2
        EXTRACT(DAY FROM $t) => 29
        EXTRACT(HOUR FROM $t) => 13
        EXTRACT(MINUTE FROM $t) => 45
        EXTRACT(SECOND FROM $t) => 6.789000
        EXTRACT(MILLISECOND FROM $t) => 6789.000
        EXTRACT(MICROSECOND FROM $t) => 6789000
        EXTRACT(EPOCH FROM $t) => 1709214306.789000
        EXTRACT(EPOCH FROM TIMESTAMP '1969-12-31 23:59:59.5') => -0.500000
        EXTRACT(SECOND FROM TIMESTAMP '1969-12-31 23:59:59.5') => 59.500000
        EXTRACT(JULIAN FROM $t) => 2460370.57299524305555555556
        EXTRACT(FOO FROM $t) => !22023""");
  }

  @Test
  void extractsFieldsOfDatesAndTimes() {
    values(
        """
        EXTRACT(DOW FROM DATE '2024-03-03') => 0
        EXTRACT(ISODOW FROM DATE '2024-03-03') => 7
        EXTRACT(DOY FROM DATE '2024-12-31') => 366
        EXTRACT(WEEK FROM DATE '2021-01-03') => 53
        EXTRACT(ISOYEAR FROM DATE '2021-01-03') => 2020
        EXTRACT(WEEK FROM DATE '2018-12-31') => 1
        EXTRACT(CENTURY FROM DATE '2000-12-03') => 20
        EXTRACT(DECADE FROM DATE '1999-12-03') => 199
        EXTRACT(MILLENNIUM FROM DATE '2001-12-03') => 3
        EXTRACT(YEAR FROM DATE '0001-01-01') => 1
        EXTRACT(DOW FROM DATE '0001-01-01') => 1
        EXTRACT(HOUR FROM DATE '2024-03-03') => !0A000
        EXTRACT(HOUR FROM TIME '13:45:06') => 13
        EXTRACT(YEAR FROM TIME '13:45:06') => !0A000
        EXTRACT(DAY FROM INTERVAL '3 04:05' DAY TO MINUTE) => 3
        EXTRACT(HOUR FROM INTERVAL -'3 04:05' DAY TO MINUTE) => -4
        EXTRACT(MONTH FROM INTERVAL '3-5' YEAR TO MONTH) => 5
        EXTRACT(EPOCH FROM INTERVAL '1-2' YEAR TO MONTH) => 36741600.000000
        DATE_PART('dow', $t) => 4.0
        DATE_PART('hour', DATE '2024-03-03') => 0.0
        DATE_PART('sec', $t) => 6.789
        DATE_PART('foo', $t) => !22023
        YEAR($t) => 2024
        DAYOFWEEK(DATE '2024-03-03') => 1
        SECOND($t) => 6
        HOUR(DATE '2024-03-03') => 0
        {fn MONTHNAME($t)} => February""");
  }

  @Test
  void truncatesToUnits() {
    values(
        """
        DATE_TRUNC('month', $t) => 2024-02-01T00:00
        DATE_TRUNC('WEEK', $t) => 2024-02-26T00:00
        DATE_TRUNC('hour', $t) => 2024-02-29T13:00
        DATE_TRUNC('quarter', DATE '2024-12-31') => 2024-10-01T00:00
        DATE_TRUNC('decade', $t) => 2020-01-01T00:00
        DATE_TRUNC('century', $t) => 2001-01-01T00:00
        DATE_TRUNC('millennium', DATE '2000-12-31') => 1001-01-01T00:00
        DATE_TRUNC('second', TIMESTAMP '1969-12-31 23:59:59.5') => 1969-12-31T23:59:59
        DATE_TRUNC('dow', $t) => !0A000
        DATE_TRUNC('day', NULL) => NULL
        FLOOR($t TO MONTH) => 2024-02-01T00:00
        CEIL($t TO MONTH) => 2024-03-01T00:00
        CEIL(DATE '2024-01-01' TO YEAR) => 2024-01-01
        CEIL(DATE '2024-01-02' TO YEAR) => 2025-01-01
        FLOOR(TIME '13:45:06' TO HOUR) => 13:00
        CEIL($t TO SECOND) => 2024-02-29T13:45:07""");
  }

  @Test
  void saysAgesAsPostgresWritesThem() {
    values(
        """
        AGE(TIMESTAMP '2001-04-10 00:00:00', TIMESTAMP '1957-06-13 00:00:00') => 43 years 9 mons 27 days
        AGE(DATE '2024-01-31', DATE '2024-03-01') => -1 mons -1 days
        AGE(DATE '2024-03-01', DATE '2024-01-31') => 1 mon 1 day
        AGE($t, TIMESTAMP '2024-02-28 14:00:00') => 23:45:06.789
        AGE(DATE '2024-03-01', DATE '2024-03-01') => 00:00:00
        AGE(TIMESTAMP '2024-02-28 14:00:00', $t) => -23:45:06.789
        AGE(DATE '1957-06-13') => 66 years 8 mons 16 days""");
  }

  @Test
  void addsAndCountsUnits() {
    values(
        """
        TIMESTAMPADD(MONTH, 1, DATE '2024-01-31') => 2024-02-29
        TIMESTAMPADD(HOUR, 1, DATE '2024-01-31') => 2024-01-31T01:00
        TIMESTAMPADD(HOUR, 25, TIMESTAMP '2024-02-28 13:45:00') => 2024-02-29T14:45
        TIMESTAMPADD(HOUR, -14, TIME '13:45:00') => 23:45
        TIMESTAMPADD(YEAR, 2147483647, $t) => !22008
        TIMESTAMPADD(DAY, -2147483647, $t) => !22008
        TIMESTAMPDIFF(MONTH, DATE '2024-01-31', DATE '2024-02-29') => 0
        TIMESTAMPDIFF(MONTH, DATE '2024-03-15', DATE '2024-01-16') => -1
        TIMESTAMPDIFF(YEAR, DATE '2023-03-01', $t) => 0
        TIMESTAMPDIFF(DAY, TIMESTAMP '2024-01-31 12:00:00', TIMESTAMP '2024-02-29 11:00:00') => 28
        {fn TIMESTAMPADD(SQL_TSI_DAY, 1, DATE '2024-02-28')} => 2024-02-29
        {fn TIMESTAMPDIFF(SQL_TSI_WEEK, DATE '2024-01-01', DATE '2024-02-29')} => 8
        LAST_DAY(DATE '2023-02-03') => 2023-02-28
        MAKE_DATE(2024, 2, 29) => 2024-02-29
        MAKE_DATE(2023, 2, 29) => !22008
        MAKE_DATE(0, 1, 1) => !22008""");
  }

  @Test
  void tellsTheTimeOfTheBlock() {
    values(
        """
        CURRENT_DATE => 2024-02-29
        CURRENT_TIMESTAMP => 2024-02-29T13:45:06.789
        CURRENT_TIMESTAMP(0) => 2024-02-29T13:45:07
        LOCALTIMESTAMP => 2024-02-29T13:45:06.789
        NOW() => 2024-02-29T13:45:06.789
        LOCALTIME => 13:45:06.789
        {fn CURDATE()} => 2024-02-29
        CURRENT_SCHEMA => PUBLIC""");
    assertThat(Calls.typeOf("CURRENT_TIMESTAMP")).startsWith("TIMESTAMP(");
  }
}
