package org.assaydb.sql.expression.compiler;

import static org.assaydb.sql.expression.compiler.ArithmeticTest.fails;
import static org.assaydb.sql.expression.compiler.SqlExpressions.column;
import static org.assaydb.sql.expression.compiler.SqlExpressions.value;
import static org.assaydb.sql.expression.compiler.SqlExpressions.values;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CastTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "CAST(2.5e0 AS INTEGER)|3",
        "CAST(-1.5e0 AS INTEGER)|-2",
        "CAST(0.5e0 AS INTEGER)|1",
        "CAST(0.49999999999999994e0 AS INTEGER)|0",
        "CAST(-2.5 AS SMALLINT)|-3",
        "CAST(2.4999 AS BIGINT)|2",
        "CAST(12.345 AS DECIMAL(5, 2))|12.35",
        "CAST(-12.345 AS DECIMAL(5, 2))|-12.35",
        "CAST(12 AS DECIMAL(5, 2))|12.00",
        "CAST(0.1e0 AS DECIMAL(20, 18))|0.100000000000000000",
        "CAST(1e0/3 AS DECIMAL(38, 20))|0.33333333333333300000",
        "CAST('1e3' AS DECIMAL(6, 1))|1000.0",
        "CAST(' 42 ' AS INTEGER)|42",
        "CAST('-1.25e-2' AS DOUBLE)|-0.0125",
        "CAST('nan' AS DOUBLE)|NaN",
        "CAST(12.50 AS VARCHAR)|12.50",
        "CAST(1e0 AS VARCHAR)|1",
        "CAST(1.5e0 AS VARCHAR)|1.5",
        "CAST(1e20 AS VARCHAR)|1e+20",
        "CAST(1e15 AS VARCHAR)|1e+15",
        "CAST(123456789012345e0 AS VARCHAR)|123456789012345",
        "CAST(1e-4 AS VARCHAR)|0.0001",
        "CAST(1e-5 AS VARCHAR)|1e-05",
        "CAST(2e-44 * 1e300 AS VARCHAR)|2e+256",
        "CAST(0.1e0 + 0.2e0 AS VARCHAR)|0.30000000000000004",
        "CAST(-7 AS VARCHAR(1))|-",
        "CAST('h\u00e9llo' AS VARCHAR(2))|h\u00e9",
        "CAST('\ud83d\ude00\ud83d\ude00' AS VARCHAR(1))|\ud83d\ude00",
        "CAST('ab  ' AS CHAR(3))|ab",
        "CAST(TRUE AS VARCHAR)|true",
        "CAST('Yes' AS BOOLEAN)|true",
        "CAST(' OFF ' AS BOOLEAN)|false",
        "CAST('2024-02-29' AS DATE)|2024-02-29",
        "CAST('1582-10-10' AS DATE)|1582-10-10",
        "CAST('0001-01-01' AS DATE)|0001-01-01",
        "CAST('2024-02-29T23:59:59.1234567Z' AS TIMESTAMP)|2024-02-29 23:59:59.123457",
        "CAST('2024-03-01 00:30+02:00' AS TIMESTAMP)|2024-02-29 22:30:00",
        "CAST('1969-12-31 23:59:59.9996' AS TIMESTAMP(3))|1970-01-01 00:00:00",
        "CAST('12:34' AS TIME)|12:34:00",
        "CAST(TIMESTAMP '1969-12-31 23:00:00' AS DATE)|1969-12-31",
        "CAST(TIMESTAMP '1969-12-31 23:00:00.5' AS TIME)|23:00:00.5",
        "CAST(DATE '2024-02-29' AS TIMESTAMP)|2024-02-29 00:00:00",
        "CAST(DATE '2024-02-29' AS VARCHAR)|2024-02-29",
        "CAST(INTERVAL '1 02:03:04' DAY TO SECOND AS VARCHAR)|1 day 02:03:04",
        "CAST(INTERVAL '14' MONTH AS VARCHAR)|1 year 2 mons",
        "CAST('1 day 02:03:04.5' AS INTERVAL DAY TO SECOND)|1 day 02:03:04.5",
        "CAST('1 year 2 mons' AS INTERVAL YEAR TO MONTH)|1 year 2 mons",
        "CAST(90 AS INTERVAL MINUTE)|01:30:00",
        "CAST(UUID '123e4567-e89b-12d3-a456-426614174000' AS VARCHAR)|123e4567-e89b-12d3-a456-426614174000",
        "CAST('{123E4567-E89B-12D3-A456-426614174000}' AS UUID)|123e4567-e89b-12d3-a456-426614174000",
        "CAST(X'0aFF' AS VARCHAR)|\\x0aff",
        "CAST(CAST('\\x0AFF' AS VARBINARY) AS VARCHAR)|\\x0aff",
      })
  void casts(String expression, String expected) {
    assertThat(value(expression)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "CAST(40000 AS SMALLINT)|22003",
        "CAST(3e9 AS INTEGER)|22003",
        "CAST(9223372036854775807e0 AS BIGINT)|22003",
        "CAST(CAST('NaN' AS DOUBLE) AS INTEGER)|22003",
        "CAST(CAST('inf' AS DOUBLE) AS DECIMAL(10, 2))|22003",
        "CAST(999.995 AS DECIMAL(5, 2))|22003",
        "CAST(1000 AS DECIMAL(5, 2))|22003",
        "CAST('1.5' AS INTEGER)|22018",
        "CAST('99999999999' AS INTEGER)|22003",
        "CAST('' AS INTEGER)|22018",
        "CAST('\u0661' AS INTEGER)|22018",
        "CAST('\u0661' AS DECIMAL(3, 0))|22018",
        "CAST('1e400' AS DOUBLE)|22003",
        "CAST('2023-02-29' AS DATE)|22007",
        "CAST('2023-13-01' AS DATE)|22007",
        "CAST('24:00:00' AS TIME)|22007",
        "CAST('2024-01-01 24:00:00' AS TIMESTAMP)|22007",
        "CAST('2024-01-01x' AS TIMESTAMP)|22007",
        "CAST('5' AS INTERVAL DAY)|22007",
        "CAST('maybe' AS BOOLEAN)|22018",
        "CAST('o' AS BOOLEAN)|22018",
        "CAST('123' AS UUID)|22018",
        "CAST('zz' AS VARBINARY)|22018",
      })
  void refuses(String expression, String sqlState) {
    fails(expression, sqlState);
  }

  @Test
  void columnsCastRowByRow() {
    assertThat(values("CAST(n AS INTEGER)", column("n", "1.49", "1.50", "-1.50", null)))
        .containsExactly("1", "2", "-2", null);
    assertThat(
            values("CAST(w AS DECIMAL(38, 2))", column("w", "12345678901234567890.125", "0.005")))
        .containsExactly("12345678901234567890.13", "0.01");
    assertThat(values("CAST(n AS DOUBLE)", column("n", "9999999999.99", "0.01", null)))
        .containsExactly("9999999999.99", "0.01", null);
    assertThat(values("CAST(w AS DOUBLE)", column("w", "12345678901234567890.1", "0.3")))
        .containsExactly("1.2345678901234567e+19", "0.3");
    assertThat(values("CAST(l AS DOUBLE)", column("l", "9223372036854775807")))
        .containsExactly("9.223372036854776e+18");
    assertThat(values("CAST(c AS VARCHAR(2))", column("c", "abc", "a", null)))
        .containsExactly("ab", "a", null);
    assertThat(values("CAST(v AS CHAR(2))", column("v", "a  ", "abc", null)))
        .containsExactly("a", "ab", null);
    fails("CAST(v AS INTEGER)", column("v", "1", "x"), "22018");
    fails("CAST(l AS INTEGER)", column("l", null, "2147483648"), "22003");
    fails("CAST(tm AS TIME(3))", column("tm", "23:59:59.9996"), "22008");
    assertThat(values("CAST(ts AS TIMESTAMP(0))", column("ts", "2024-01-01 00:00:00.5")))
        .containsExactly("2024-01-01 00:00:01");
  }
}
