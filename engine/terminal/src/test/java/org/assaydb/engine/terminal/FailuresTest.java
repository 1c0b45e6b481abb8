package org.assaydb.engine.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

final class FailuresTest {
  @Test
  void messagesForPeopleStandWithoutTheNameOfAClass() {
    assertThat(Failures.describe(new IllegalArgumentException("'x' holds no database")))
        .isEqualTo("'x' holds no database");
    assertThat(Failures.describe(new SQLException("no", "42601"))).isEqualTo("no [SQLSTATE 42601]");
    assertThat(Failures.describe(new NoSuchFileException("a.csv")))
        .isEqualTo("no such file: a.csv");
    assertThat(Failures.describe(new IllegalStateException("oops")))
        .isEqualTo("IllegalStateException: oops");
  }
}
