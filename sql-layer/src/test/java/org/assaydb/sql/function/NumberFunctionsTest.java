package org.assaydb.sql.function;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumberFunctionsTest {
  private static final String LARGEST = "9".repeat(38);

  @Test
  void takesAbsoluteValuesWithinTheType() {
    Expected.values(
        """
        ABS(-5) => 5
        ABS(-2.50) => 2.50
        ABS(-2.5e0) => 2.5
        ABS(CAST(-32768 AS SMALLINT)) => !22003
        ABS(-2147483647 - 1) => !22003
        SIGN(-2.5) => -1
        SIGN(0e0) => 0.0
        SIGN(7) => 1"""
            .replace("-2147483647 - 1", "CAST(-2147483648 AS INTEGER)"));
    Expected.values("ABS(-" + LARGEST + ") => " + LARGEST);
  }

  @Test
  void dividesWithRemainder() {
    Expected.values(
        """
        MOD(7, -3) => 1
        MOD(-7, 3) => -1
        MOD(-7.5, 2) => -1.5
        7 % 4 => 3
        MOD(5, 0) => !22012
        MOD(5.5, 0.0) => !22012
        MOD(5.5e0, 2) => 1.5
        GCD(12, -18) => 6
        GCD(0, 0) => 0
        LCM(4, 6) => 12
        LCM(2147483647, 2147483646) => !22003""");
  }

  @Test
  void roundsHalvesAwayFromZero() {
    Expected.values(
        """
        ROUND(2.5) => 3
        ROUND(-2.5) => -3
        ROUND(-2.567, 2) => -2.57
        ROUND(1234.5, -2) => 1200
        ROUND(1250, -2) => 1300
        ROUND(-1250, -2) => -1300
        ROUND(5, -30) => 0
        ROUND(99999.99, 1) => 100000.0
        ROUND(1.5, 9) => 1.5
        ROUND(2147483647, -1) => !22003
        ROUND(2.5e0) => 2.0
        ROUND(2.675e0, 2) => 2.68
        ROUND(NULL) => NULL
        TRUNC(-2.567, 2) => -2.56
        TRUNCATE(2.9) => 2
        TRUNC(-2.9e0) => -2.0
        TRUNC(-0.5e0) => 0.0
        FLOOR(-2.5) => -3
        FLOOR(-3.0) => -3
        CEIL(2.1) => 3
        CEILING(-2.1) => -2
        FLOOR(-2.5e0) => -3.0
        FLOOR(5) => 5""");
    Expected.values("ROUND(" + LARGEST + ", -1) => !22003");
    Expected.values("ROUND(" + LARGEST + ") => " + LARGEST);
    assertThat(Calls.typeOf("ROUND(1.2345, 2)")).startsWith("DECIMAL(4, 2)");
  }

  @Test
  void computesElementaryFunctionsWithTheErrorsOfPostgres() {
    Expected.values(
        """
        POWER(2, 10) => 1024.0
        POWER(0, 0) => 1.0
        POWER(0, -1) => !2201F
        POWER(-8, 0.333) => !2201F
        POWER(10, 400) => !22003
        POWER(10, -400) => !22003
        EXP(0) => 1.0
        EXP(1000) => !22003
        EXP(-1000) => !22003
        LN(1) => 0.0
        LN(0) => !2201E
        LN(-1) => !2201E
        LOG10(1000) => 3.0
        LOG(100) => 2.0
        LOG(2, 8) => 3.0
        LOG(10, 1000) => 3.0
        LOG(1, 10) => !22012
        SQRT(2) => 1.4142135623730951
        SQRT(-1) => !2201F
        CBRT(27) => 3.0
        SIN(1) => 0.8414709848078965
        ATAN2(1, 2) => 0.4636476090008061
        ASIN(2) => !22003
        DEGREES(PI()) => 180.0
        RADIANS(180) => 3.141592653589793""");
  }

  @Test
  void takesExtremesOfWhatIsNotNull() {
    Expected.values(
        """
        GREATEST(1, NULL, 3.5) => 3.5
        LEAST(1, NULL, 3.5) => 1.0
        LEAST('b', 'a', 'c') => a
        GREATEST(CAST(NULL AS INTEGER), NULL) => NULL
        GREATEST(DATE '2024-01-01', DATE '2023-01-01') => 2024-01-01
        GREATEST(TRUE, FALSE) => true
        GREATEST(1e0, -2e0) => 1.0
        GREATEST('￿', '😀') => 😀
        GREATEST(1, 'a') => !validation""");
  }
}
