package org.assaydb.engine.cluster.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Software that knows JDBC and not this driver, on the embedded URL. */
@Timeout(120)
class PoolTest {
  @TempDir static Path directory;

  @Test
  void poolWorks() throws SQLException {
    String url = "jdbc:assay:embedded:" + directory.resolve("e");
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(2);
    config.setTransactionIsolation("TRANSACTION_SERIALIZABLE");
    config.setConnectionTimeout(60_000);
    config.setSchema("PUBLIC");
    try (HikariDataSource pool = new HikariDataSource(config)) {
      try (Connection c = pool.getConnection();
          Connection d = pool.getConnection()) {
        assertThat(c.isValid(5)).isTrue();
        c.setReadOnly(true);
        c.setReadOnly(false);
        c.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        assertThat(c.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
        assertThat(c.getSchema()).isEqualTo("PUBLIC");
        RealCluster.run(c, "CREATE TABLE h (id INTEGER PRIMARY KEY)", "INSERT INTO h VALUES (1)");
        c.setAutoCommit(false);
        RealCluster.run(c, "INSERT INTO h VALUES (2)");
        assertThat(RealCluster.rows(d, "SELECT id FROM h")).containsExactly("1");
      }
      try (Connection c = pool.getConnection()) {
        assertThat(c.getAutoCommit()).isTrue();
        assertThat(RealCluster.rows(c, "SELECT id FROM h")).containsExactly("1");
      }
    }
  }
}
