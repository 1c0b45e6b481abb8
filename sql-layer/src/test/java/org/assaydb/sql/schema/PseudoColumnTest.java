package org.assaydb.sql.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.assaydb.proofs.schema.Column;
import org.junit.jupiter.api.Test;

class PseudoColumnTest {
  @Test
  void theLedgerReservesTheNamesOfAll() {
    assertThat(
            IntStream.rangeClosed(PseudoColumn.OPERATION, PseudoColumn.ROW_KEY)
                .mapToObj(PseudoColumn::name))
        .containsExactlyInAnyOrderElementsOf(Column.PSEUDO_NAMES);
  }
}
