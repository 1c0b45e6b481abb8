package org.assaydb.benchmarks.commit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/** One connection that commits again and again until it is told to stop. */
final class CommitClient implements Callable<CommitClient.Result> {
  /** An acknowledged commit. */
  record Commit(long startNanos, long endNanos) {}

  /**
   * What came of it.
   *
   * @param rows acknowledged
   * @param unknownRows of commits that failed, some of which may be there all the same
   * @param errors how often each happened
   */
  record Result(List<Commit> commits, long rows, long unknownRows, Map<String, Integer> errors) {}

  /** What clients tell, each after its first commit and all at each one, and what they are told. */
  record Signals(CountDownLatch begun, LongAdder acknowledged, AtomicBoolean stop) {}

  private static final int MOST_ERRORS = 100;

  private final String url;
  private final CommitTable table;
  private final int seat;
  private final int batch;
  private final Signals signals;

  CommitClient(String url, CommitTable table, int seat, int batch, Signals signals) {
    this.url = url;
    this.table = table;
    this.seat = seat;
    this.batch = batch;
    this.signals = signals;
  }

  @Override
  public Result call() throws SQLException {
    List<Commit> commits = new ArrayList<>();
    Map<String, Integer> errors = new TreeMap<>();
    long attempts = 0;
    try (Connection connection = DriverManager.getConnection(url);
        PreparedStatement prepared = table.prepare(connection)) {
      int failed = 0;
      while (!signals.stop().get() && failed < MOST_ERRORS) {
        long start = System.nanoTime();
        try {
          write(prepared, attempts++ * batch);
          commits.add(new Commit(start, System.nanoTime()));
          signals.acknowledged().increment();
          if (commits.size() == 1) {
            signals.begun().countDown();
          }
        } catch (SQLException e) {
          failed++;
          errors.merge(e.getSQLState() + " " + e.getMessage(), 1, Integer::sum);
        }
      }
    } finally {
      if (commits.isEmpty()) {
        signals.begun().countDown(); // nobody is to wait for one that failed
      }
    }
    long acknowledged = commits.size();
    return new Result(commits, acknowledged * batch, (attempts - acknowledged) * batch, errors);
  }

  private void write(PreparedStatement prepared, long written) throws SQLException {
    if (batch == 1) {
      table.bind(prepared, seat, written);
      prepared.executeUpdate();
      return;
    }
    for (int row = 0; row < batch; row++) {
      table.bind(prepared, seat, written + row);
      prepared.addBatch();
    }
    prepared.executeBatch();
  }
}
