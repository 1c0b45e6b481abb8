package org.assaydb.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.wire.Request;
import org.assaydb.proofs.wire.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that wants a client to take what it keeps for what is. */
class CacheUnderAttackTest {
  private static final String SUM = "SELECT COUNT(*), SUM(amount) FROM t WHERE name <> 'x'";

  /** So that an answer is worth asking for its descriptor. */
  private static final int MORE = 2000;

  private static final String BEFORE = 2 + MORE + "|3.00";
  private static final String AFTER = 3 + MORE + "|7.00";

  private final FakeReplica replica = new FakeReplica();
  private Connection connection;

  @BeforeEach
  void connect() throws SQLException {
    connection = FakeConnection.open(replica, "&cacheBytes=1000000");
    StringBuilder rows = new StringBuilder("INSERT INTO t VALUES (1, 'a', 1), (2, 'b', 2)");
    for (int id = 10; id < 10 + MORE; id++) {
      rows.append(", (").append(id).append(", 'row ").append(id * 7919).append("', 0)");
    }
    run(rows.toString());
    assertThat(sum()).isEqualTo(BEFORE);
    assertThat(sum()).isEqualTo(BEFORE);
  }

  private void run(String sql) throws SQLException {
    try (Statement s = connection.createStatement()) {
      s.execute(sql);
    }
  }

  private String sum() throws SQLException {
    try (Statement s = connection.createStatement();
        ResultSet r = s.executeQuery(SUM)) {
      assertThat(r.next()).isTrue();
      return r.getString(1) + "|" + r.getString(2);
    }
  }

  private List<Request.Read> reads() {
    List<Request.Read> reads = new ArrayList<>();
    for (Request request : replica.requests) {
      if (request instanceof Request.Read read) {
        reads.add(read);
      }
    }
    return reads;
  }

  private static boolean isProbe(Request request) {
    return request instanceof Request.Read read
        && read.specs().stream()
            .allMatch(s -> s instanceof ReadSpec.Aggregate a && a.ranges().isEmpty());
  }

  @Test
  void anHonestServerIsAskedForWhatChanged() throws SQLException {
    int before = reads().size();
    assertThat(sum()).isEqualTo(BEFORE);
    assertThat(reads()).hasSize(before);
    run("INSERT INTO t VALUES (3, 'c', 4)");
    int written = reads().size();
    assertThat(sum()).isEqualTo(AFTER);
    List<Request.Read> asked = reads().subList(written, reads().size());
    assertThat(asked).hasSize(2);
    assertThat(isProbe(asked.get(0))).isTrue();
    assertThat(isProbe(asked.get(1))).isFalse();
  }

  /** The descriptor of an earlier state, under which the client has an answer. */
  @Test
  void descriptorsOfYesterday() throws SQLException {
    int old = replica.states.size();
    run("INSERT INTO t VALUES (3, 'c', 4)");
    replica.tamper =
        (request, honest) -> {
          if (!(request instanceof Request.Read read) || !isProbe(read)) {
            return honest;
          }
          ReadSpec[] specs = read.specs().stream().map(s -> s.at(old)).toArray(ReadSpec[]::new);
          return new Response.Vo(specs.length, null, replica.states.get(old - 1).prove(specs));
        };
    assertThatThrownBy(this::sum)
        .isInstanceOfSatisfying(
            UnverifiedException.class,
            e -> assertThat(e.reason()).isEqualTo(RejectReason.ROOT_MISMATCH));
    replica.tamper = (request, honest) -> honest;
    assertThat(sum()).isEqualTo(AFTER);
  }

  /** More than the descriptor, so that a later read might be thought to be covered. */
  @Test
  void probesThatShowRows() throws SQLException {
    run("INSERT INTO t VALUES (3, 'c', 4)");
    List<ReadSpec> scanned = new ArrayList<>();
    reads().forEach(read -> scanned.addAll(read.specs()));
    scanned.removeIf(s -> !(s instanceof ReadSpec.Scan));
    replica.tamper =
        (request, honest) -> {
          if (!(request instanceof Request.Read read) || !isProbe(read)) {
            return honest;
          }
          ReadSpec more = scanned.get(0).at(read.height());
          byte[] vo = replica.states.get((int) read.height() - 1).prove(more);
          return new Response.Vo(1, null, vo);
        };
    assertThatThrownBy(this::sum)
        .isInstanceOfSatisfying(
            UnverifiedException.class,
            e -> assertThat(e.reason()).isEqualTo(RejectReason.MALFORMED));
  }

  /** What failed its checks is not kept. */
  @Test
  void aRefusedAnswerLeavesNothing() throws SQLException {
    run("INSERT INTO t VALUES (3, 'c', 4)");
    replica.tamper =
        (request, honest) -> {
          if (!(request instanceof Request.Read) || isProbe(request)) {
            return honest;
          }
          byte[] vo = ((Response.Vo) honest).bytes().clone();
          vo[vo.length - 1] ^= 1;
          return new Response.Vo(((Response.Vo) honest).specs(), null, vo);
        };
    assertThatThrownBy(this::sum).isInstanceOf(UnverifiedException.class);
    replica.tamper = (request, honest) -> honest;
    int before = reads().size();
    assertThat(sum()).isEqualTo(AFTER);
    assertThat(reads().size()).isGreaterThan(before);
  }
}
