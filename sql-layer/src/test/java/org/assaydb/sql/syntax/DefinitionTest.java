package org.assaydb.sql.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.assaydb.proofs.ledger.CatalogChange;
import org.assaydb.proofs.schema.Catalog;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.ColumnType.Kind;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.sql.SqlLayerException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionTest {
  private static final Catalog EMPTY = new Catalog(1, 1, List.of());

  private static TableDef table(String sql) {
    CatalogChange change = new DdlParser(sql, EMPTY).parse().change();
    return ((CatalogChange.CreateTable) change).definition();
  }

  private static ColumnType type(String type) {
    return table("CREATE TABLE t (c " + type + ")").columns().get(0).type();
  }

  private static SqlLayerException failure(String sql) {
    SqlLayerException e = catchThrowableOfType(SqlLayerException.class, () -> table(sql));
    assertThat(e).as(sql).isNotNull();
    return e;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "VARCHAR(65537); 22023; length of VARCHAR is 1 to 65536",
        "VARCHAR(0); 22023; length of VARCHAR is 1 to 65536",
        "VARCHAR(99999999999); 22023; length of VARCHAR is 1 to 65536",
        "CHARACTER VARYING(65537); 22023; length of VARCHAR is 1 to 65536",
        "CHAR(0); 22023; length of CHAR is 1 to 65536",
        "VARBINARY(65537); 22023; length of VARBINARY is 1 to 65536",
        "DECIMAL(39, 2); 22023; precision of DECIMAL is 1 to 38",
        "DECIMAL(0); 22023; precision of DECIMAL is 1 to 38",
        "NUMERIC(5, 6); 22023; scale of DECIMAL is 0 to 5",
        "FLOAT(54); 22023; precision of FLOAT is 1 to 53",
        "TIMESTAMP(6); 0A000; TIMESTAMP(6)",
        "TIMESTAMP(0); 0A000; TIMESTAMP(0)",
        "TIME(9); 0A000; TIME(9)",
        "TIMESTAMP WITH TIME ZONE; 0A000; TIMESTAMP WITH TIME ZONE",
        "GEOMETRY; 0A000; GEOMETRY",
        "VARCHAR(x); 42601; a number",
      })
  void sizesBeyondALimitAreRefusedByItsName(String type, String state, String named) {
    SqlLayerException e = failure("CREATE TABLE t (id INTEGER PRIMARY KEY, v " + type + ")");
    assertThat(e.sqlState()).isEqualTo(state);
    assertThat(e).hasMessageContaining(named).hasMessageContaining("line 1");
  }

  @Test
  void sizesAtTheirLimitsAreTaken() {
    assertThat(type("VARCHAR(65536)")).isEqualTo(ColumnType.of(Kind.VARCHAR, 65_536));
    assertThat(type("CHAR")).isEqualTo(ColumnType.of(Kind.CHAR, 1));
    assertThat(type("DECIMAL(38, 38)")).isEqualTo(ColumnType.decimal(38, 38));
    assertThat(type("DECIMAL(7)")).isEqualTo(ColumnType.decimal(7, 0));
    assertThat(type("TIMESTAMP(3) WITHOUT TIME ZONE")).isEqualTo(ColumnType.of(Kind.TIMESTAMP));
    assertThat(type("TIME")).isEqualTo(ColumnType.of(Kind.TIME));
    assertThat(type("FLOAT(24)")).isEqualTo(ColumnType.of(Kind.DOUBLE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"NUMERIC", "DECIMAL", "DEC"})
  void numericWithoutScaleKeepsDigitsBehindThePoint(String type) {
    assertThat(type(type)).isEqualTo(ColumnType.decimal(38, 16));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "offset",
        "value",
        "one",
        "start",
        "date",
        "year",
        "result",
        "method",
        "language",
        "position",
        "period",
        "range",
        "user",
        "select"
      })
  void namesThatNoQueryCanSayAreQuoted(String word) {
    for (String sql :
        List.of(
            "CREATE TABLE " + word + " (a INTEGER PRIMARY KEY)",
            "CREATE TABLE t (id INTEGER PRIMARY KEY, " + word + " INTEGER)")) {
      if (word.equals("user")) {
        assertThat(failure(sql).sqlState()).isEqualTo("0A000");
      } else {
        SqlLayerException e = failure(sql);
        assertThat(e.sqlState()).as(sql).isEqualTo("42601");
        assertThat(e).hasMessageContaining("double quotes");
      }
      assertThat(table(sql.replace(" " + word + " ", " \"" + word + "\" "))).isNotNull();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"id", "role", "temp", "schema", "name", "type", "\u00e4rzte"})
  void namesThatQueriesTakeNeedNoQuotes(String word) {
    TableDef table = table("CREATE TABLE t (" + word + " INTEGER PRIMARY KEY)");
    assertThat(table.columns().get(0).name()).isEqualTo(word.toUpperCase(java.util.Locale.ROOT));
    assertThat(SqlText.parse("SELECT " + word + " FROM t").toString()).contains("SELECT");
  }

  @Test
  void namesAreTextOfACatalog() {
    assertThat(failure("CREATE TABLE \"a\tb\" (a INTEGER)").sqlState()).isEqualTo("42602");
    assertThat(failure("CREATE TABLE t (\"a\u0000\" INTEGER)").sqlState()).isEqualTo("42602");
    assertThat(failure("CREATE TABLE \"a\ud800\" (a INTEGER)").sqlState()).isEqualTo("22021");
    assertThat(table("CREATE TABLE \"\ud83d\ude00\" (a INTEGER)").name()).hasSize(2);
    assertThat(failure("CREATE TABLE \"\" (a INTEGER)").sqlState()).isEqualTo("42601");
    assertThat(failure("CREATE TABLE " + "n".repeat(129) + " (a INTEGER)").sqlState())
        .isEqualTo("42601");
    assertThat(failure("CREATE TABLE " + "n".repeat(126) + " (a INTEGER)").sqlState())
        .isEqualTo("42622");
    assertThat(table("CREATE TABLE " + "n".repeat(125) + " (a INTEGER)")).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 'abc",
        "SELECT 1 FROM t WHERE a = 'it''s",
        "UPDATE t SET a = DEFAULT, b = 'x"
      })
  void textWithoutEndIsSaidToHaveNone(String sql) {
    SqlLayerException e = catchThrowableOfType(SqlLayerException.class, () -> SqlText.parse(sql));
    assertThat(e.sqlState()).isEqualTo("42601");
    assertThat(e).hasMessageContaining("unterminated text").hasMessageContaining("line 1");
    assertThat(failure("CREATE TABLE t (a VARCHAR(3) DEFAULT 'abc)"))
        .hasMessageContaining("unterminated text");
  }

  @Test
  void parametersAreCountedInTheirOrderAndNotInTextOrComments() {
    assertThat(count("SELECT ? + ?, '?' FROM t WHERE \"?\" = ? -- ?")).isEqualTo(3);
    assertThat(count("INSERT INTO t VALUES (?, 1), (?, ?)")).isEqualTo(3);
    assertThat(count("SELECT 1")).isZero();
  }

  private static int count(String sql) {
    return SqlText.parameterCount(SqlText.parse(sql));
  }
}
