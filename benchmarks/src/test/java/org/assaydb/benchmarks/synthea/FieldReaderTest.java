package org.assaydb.benchmarks.synthea;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldReaderTest {
  private static FieldReader of(int type, String name) {
    return new FieldReader("C", type, name, 2);
  }

  @Test
  void readsEmptyAsNull() {
    assertThat(of(Types.VARCHAR, "VARCHAR").read("")).isNull();
    assertThat(of(Types.INTEGER, "INTEGER").read("")).isNull();
  }

  @Test
  void readsEachTypeOfTheTables() {
    assertThat(of(Types.TIMESTAMP, "TIMESTAMP").read("1973-08-12T15:16:44Z"))
        .isEqualTo(LocalDateTime.of(1973, 8, 12, 15, 16, 44));
    assertThat(of(Types.DATE, "DATE").read("1973-02-15")).isEqualTo(LocalDate.of(1973, 2, 15));
    assertThat(of(Types.DECIMAL, "DECIMAL").read("146.1")).isEqualTo(new BigDecimal("146.10"));
    assertThat(of(Types.VARCHAR, "VARCHAR").read("02721")).isEqualTo("02721");
    assertThat(of(Types.OTHER, "UUID").read("883adb0a-30be-8258-ddd9-eb2e9b22162b"))
        .isEqualTo(UUID.fromString("883adb0a-30be-8258-ddd9-eb2e9b22162b"));
    assertThat(of(Types.DOUBLE, "DOUBLE").read("-71.5")).isEqualTo(-71.5);
  }

  @ParameterizedTest
  @CsvSource({
    Types.INTEGER + ",INTEGER,1.5",
    Types.DECIMAL + ",DECIMAL,1.234",
    Types.DATE + ",DATE,2020-02-30",
    Types.TIMESTAMP + ",TIMESTAMP,2020-02-03",
    Types.OTHER + ",UUID,1-1-1-1-1",
    Types.VARBINARY + ",VARBINARY,00"
  })
  void rejectsTextThatIsNoValueOfTheType(int type, String name, String text) {
    assertThatThrownBy(() -> of(type, name).read(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("column C")
        .hasMessageContaining(text);
  }
}
