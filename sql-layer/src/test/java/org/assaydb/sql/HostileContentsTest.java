package org.assaydb.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.PlannedStatement.ExecutionContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * D7: rows whose contents are there to make a statement slow, deep or large. Each statement ends
 * with its value or an SQLSTATE, in a time that those who take the square of 60,000 characters (or
 * all ways to split them) are far away from.
 */
@Timeout(30)
class HostileContentsTest {
  private static final int SIZE = 60_000;

  private static MemoryDatabase db;

  @BeforeAll
  static void fill() {
    db = new MemoryDatabase();
    db.run("CREATE TABLE h (k VARCHAR(10) PRIMARY KEY, s VARCHAR(65000), p VARCHAR(65000))");
    put("a", "a".repeat(SIZE), "a".repeat(SIZE / 2) + "b");
    put("percent", "a".repeat(SIZE), "%a".repeat(SIZE / 3) + "b");
    put("any", "a".repeat(SIZE), "%" + "_".repeat(SIZE / 2) + "b%");
    put("mixed", "a".repeat(SIZE), "_a%".repeat(SIZE / 4) + "b");
    put("deep", "(".repeat(SIZE), "(".repeat(3_000));
    put("nines", "9".repeat(SIZE), "0." + "9".repeat(SIZE));
    put("zeros", "0." + "0".repeat(SIZE) + "1", "1" + "0".repeat(SIZE) + "e-" + SIZE);
    put("huge", "1e999999999", "1e2147483648");
    put("tiny", "1e-999999999", "-1e-2147483649");
    put("blanks", " ".repeat(SIZE) + "7", "-".repeat(SIZE));
    put("days", "Day".repeat(SIZE / 3), "9".repeat(SIZE));
    put("fields", "a,".repeat(SIZE / 2), ",".repeat(SIZE));
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < SIZE / 3; i++) {
      all.append((char) (0x1000 + i));
    }
    put("all", all.toString(), all.reverse().toString());
  }

  private static void put(String key, String s, String p) {
    db.run("INSERT INTO h VALUES (?, ?, ?)", key, s, p);
  }

  /** The value as text, or the SQLSTATE. */
  private static String outcome(String sql) {
    try {
      return String.valueOf(db.query(sql).get(0)[0]);
    } catch (SqlLayerException e) {
      assertThat(e.getMessage()).hasSizeLessThan(300).doesNotContain("java.", "Exception");
      return e.sqlState();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "a; s LIKE '%a%a%a%a%a%a%a%a%b'; false",
        "a; s LIKE '%' || p || '%'; false",
        "percent; s LIKE p; false",
        "any; s LIKE p; false",
        "any; s ILIKE p; false",
        "mixed; s LIKE p; false",
        "mixed; s NOT LIKE p; true",
        "a; s SIMILAR TO '(a*)*b'; false",
        "a; s SIMILAR TO '(a|aa)+'; true",
        "a; s SIMILAR TO '%(a|b){1,900}%c'; 2201B",
        "a; s SIMILAR TO s; 2201B",
        "deep; 'a' SIMILAR TO p; 2201B",
        "a; REGEXP_LIKE(s, '^(a+)+$'); true",
        "a; REGEXP_LIKE(s, '(a|a?)+b'); false",
        "a; REGEXP_LIKE(s, '(x+x+)+y'); false",
        "a; REGEXP_LIKE(s, '(a?){20}a{20}b'); false",
        "a; REGEXP_LIKE(s, '((a{100}){100}){100}'); 2201B",
        "deep; REGEXP_LIKE('a', p); 2201B",
        "deep; REGEXP_LIKE('a', s); 2201B",
        "a; SUBSTRING(s FROM '(a|aa)*b'); null",
        "a; REGEXP_SUBSTR(s, '(a*)*c'); null",
        "a; REGEXP_COUNT(s, 'a*b'); 0",
        "a; REGEXP_COUNT(s, 'a'); 60000",
        "a; REGEXP_COUNT(s, 'a*b|a'); 54001",
        "a; REGEXP_REPLACE(s, 'a*b|a', 'x', 'g'); 54001",
        "a; CHAR_LENGTH(REGEXP_REPLACE(s, 'a*b|a', 'x')); 60000",
        "a; CHAR_LENGTH(REGEXP_REPLACE(s, '', 'x', 'g')); 120001"
      })
  void patterns(String key, String expression, String expected) {
    assertThat(outcome("SELECT " + expression + " FROM h WHERE k = '" + key + "'"))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "a; POSITION(p IN s); 0",
        "a; CHAR_LENGTH(REPLACE(s, p, 'x')); 60000",
        "a; SPLIT_PART(s, p, 2); ''",
        "fields; SPLIT_PART(s, ',', -2); a",
        "fields; SPLIT_PART(p, ',', 60001); ''",
        "all; CHAR_LENGTH(TRANSLATE(s, p, s)); 20000",
        "all; CHAR_LENGTH(TRIM(BOTH p FROM s)); 0",
        "all; CHAR_LENGTH(UPPER(s) || LOWER(s) || INITCAP(s) || REVERSE(s)); 80000",
        "days; CHAR_LENGTH(TO_CHAR(DATE '2020-01-01', s)); 180000",
        "days; CHAR_LENGTH(TO_CHAR(5, p)); 60001",
        "days; TO_DATE('2020', s); 22007",
        "nines; TO_DATE(s, 'YYYY'); 22008"
      })
  void functionsOfText(String key, String expression, String expected) {
    assertThat(outcome("SELECT " + expression + " FROM h WHERE k = '" + key + "'"))
        .isEqualTo(expected);
  }

  /** More than 16 MiB, whatever makes it, and before it is made where that can be told. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "a; REPEAT(s, 2000000000)",
        "a; REPEAT(REPEAT(s, 200), 200)",
        "all; REPEAT(s, 500)",
        "a; LPAD(s, 2000000000)",
        "a; RPAD('x', 16777217, s)",
        "all; RPAD('x', 16000000, s)",
        "a; REPLACE(s, 'a', s)",
        "a; REPEAT(s, 200) || REPEAT(s, 200)",
        "a; CONCAT(REPEAT(s, 200), REPEAT(s, 200))",
        "a; CONCAT_WS(REPEAT(s, 200), 'a', 'b', 'c')",
        "a; OVERLAY(REPEAT(s, 200) PLACING REPEAT(s, 200) FROM 6000000)",
        "a; REGEXP_REPLACE(s, 'a', REPEAT('\\&', 2000), 'g')",
        "a; REGEXP_REPLACE(s, '(a*)', REPEAT('\\1', 2000))"
      })
  void textsThatGrow(String key, String expression) {
    assertThat(outcome("SELECT " + expression + " FROM h WHERE k = '" + key + "'"))
        .isEqualTo("54000");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "nines; CAST(s AS INTEGER); 22003",
        "nines; CAST(s AS BIGINT); 22003",
        "nines; CAST(s AS DECIMAL(38, 10)); 22003",
        "nines; CAST(s AS DOUBLE); 22003",
        "nines; CAST(p AS DECIMAL(38, 10)); 1.0000000000",
        "nines; CAST(p AS DOUBLE); 1.0",
        "nines; CAST(s AS DATE); 22007",
        "nines; CAST(s AS TIME); 22007",
        "nines; CAST(s AS TIMESTAMP); 22007",
        "nines; CAST(s AS INTERVAL DAY TO SECOND); 22007",
        "nines; CAST(s AS UUID); 22018",
        "nines; CAST(s AS BOOLEAN); 22018",
        "nines; s > 5; 22003",
        "zeros; CAST(p AS DECIMAL(38, 10)); 1.0000000000",
        "zeros; CAST(p AS DOUBLE); 1.0",
        "huge; CAST(s AS DECIMAL(38, 10)); 22003",
        "huge; CAST(s AS DOUBLE); 22003",
        "huge; CAST(s AS INTEGER); 22018",
        "huge; CAST(p AS DECIMAL(38, 10)); 22018",
        "huge; CAST(p AS DOUBLE); 22003",
        "blanks; CAST(s AS INTEGER); 7",
        "blanks; CAST(p AS INTEGER); 22018"
      })
  void casts(String key, String expression, String expected) {
    assertThat(outcome("SELECT " + expression + " FROM h WHERE k = '" + key + "'"))
        .isEqualTo(expected);
  }

  /** A number that rounds to zero, or is refused as out of range; never a billion digits. */
  @Test
  void tinyNumbers() {
    for (String column : new String[] {"s", "p"}) {
      for (String type : new String[] {"DECIMAL(38, 10)", "DOUBLE", "INTEGER"}) {
        String sql = "SELECT CAST(" + column + " AS " + type + ") FROM h WHERE k = 'tiny'";
        assertThat(outcome(sql)).as(sql).isIn("0.0000000000", "22003", "22018");
      }
    }
  }

  @Test
  void textsThatGrowRowByRow() {
    String sql =
        "WITH RECURSIVE r(n, t) AS (SELECT 1, CAST(s AS VARCHAR) FROM h WHERE k = 'a'"
            + " UNION ALL SELECT n + 1, t || t FROM r WHERE n < 60) SELECT MAX(CHAR_LENGTH(t)) FROM r";
    assertThat(outcome(sql)).isEqualTo("54000");
  }

  @Test
  void rowsDoNotGrowBeyondTheirColumn() {
    assertThatThrownBy(() -> db.run("UPDATE h SET s = s || s WHERE k = 'a'"))
        .isInstanceOfSatisfying(
            SqlLayerException.class, e -> assertThat(e.sqlState()).isEqualTo("22001"));
  }

  /** A match of one text too: the time limit is looked at inside of it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "REGEXP_LIKE(REPEAT(s, 250), '((a?){25}){25}b')",
        "REGEXP_COUNT(REPEAT(s, 250), '((a?){25}){25}b')",
        "REPEAT(s, 250) SIMILAR TO '((a?){25}){25}b'",
        "SUBSTRING(REPEAT(s, 250) FROM '((a?){25}){25}b') IS NULL",
        "(SELECT CHAR_LENGTH(LISTAGG(a.s || b.s, ',')) FROM h a, h b, h c, h d, h e, h f)"
      })
  void aTimeLimitEndsWhatTakesMinutes(String expression) {
    PlannedStatement.Query query =
        (PlannedStatement.Query)
            db.planner.plan("SELECT " + expression + " FROM h WHERE k = 'a'", db.catalog());
    long end = System.nanoTime() + 20_000_000;
    ExecutionContext context =
        new ExecutionContext(
            db.context().reader(),
            db.context().reader(),
            db.height(),
            MemoryDatabase.TIME_MS,
            time -> 0,
            () -> {
              if (System.nanoTime() > end) {
                throw new SqlLayerException(SqlStates.CANCELED, "over");
              }
            });
    assertThatThrownBy(() -> query.execute(context, new Object[0]).next())
        .isInstanceOfSatisfying(
            SqlLayerException.class, e -> assertThat(e.sqlState()).isEqualTo(SqlStates.CANCELED));
  }
}
