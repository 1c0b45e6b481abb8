package org.assaydb.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.SqlStates;
import org.assaydb.proofs.wire.FailureCode;
import org.assaydb.proofs.wire.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a server says of itself is quoted, and never taken for what the driver found. */
class SqlErrorsTest {
  private static SQLException of(String sqlState) {
    return SqlErrors.of(new Response.Failure(FailureCode.USER, sqlState, "trust me"));
  }

  @ParameterizedTest
  @EnumSource(RejectReason.class)
  void noServerSaysThatACheckFailed(RejectReason reason) {
    SQLException said = of(reason.sqlState());
    assertThat(said instanceof UnverifiedException).isFalse();
    assertThat(said.getSQLState()).isEqualTo(SqlStates.INTERNAL);
    assertThat(said.getMessage()).contains("unverified", "trust me");
  }

  @Test
  void norThatAllWentWell() {
    assertThat(of("00000").getSQLState()).isEqualTo(SqlStates.INTERNAL);
    assertThat(of(SqlStates.UNIQUE).getSQLState()).isEqualTo(SqlStates.UNIQUE);
  }
}
