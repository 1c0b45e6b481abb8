package org.assaydb.sql.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.sql.SqlLayerException;
import org.junit.jupiter.api.Test;

class StoredTypesTest {
  private static final ColumnType TIME = ColumnType.of(ColumnType.Kind.TIME);
  private static final ColumnType TIMESTAMP = ColumnType.of(ColumnType.Kind.TIMESTAMP);

  @Test
  void microsecondsAreRoundedToMilliseconds() {
    assertThat(StoredTypes.toStored(TIMESTAMP, 1_499L)).isEqualTo(1L);
    assertThat(StoredTypes.toStored(TIMESTAMP, 1_500L)).isEqualTo(2L);
    assertThat(StoredTypes.toStored(TIMESTAMP, -1_500L)).isEqualTo(-1L);
    assertThat(StoredTypes.toStored(TIMESTAMP, -1_501L)).isEqualTo(-2L);
    assertThat(StoredTypes.toStored(TIME, 86_399_999_499L)).isEqualTo(86_399_999);
  }

  @Test
  void aTimeThatRoundsToTheNextDayIsOutOfRange() {
    assertThatThrownBy(() -> StoredTypes.toStored(TIME, 86_399_999_500L))
        .isInstanceOfSatisfying(
            SqlLayerException.class, e -> assertThat(e.sqlState()).isEqualTo("22008"));
  }
}
