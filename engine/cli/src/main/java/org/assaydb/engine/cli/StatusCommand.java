package org.assaydb.engine.cli;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.assaydb.engine.terminal.Evidence;
import org.assaydb.engine.terminal.Style;
import org.assaydb.engine.terminal.Target;
import org.assaydb.jdbc.VerifiedResultSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code assay status}: what a client can prove about a database. */
@Command(
    name = "status",
    description =
        "Show the newest certified height, who signed it, and the tables. All of it verified.")
public final class StatusCommand implements Callable<Integer> {
  @Mixin private final Target target = new Target();

  @Override
  public Integer call() throws SQLException {
    PrintStream out = Style.standard().out();
    try (Connection connection = target.connect();
        Statement statement = connection.createStatement()) {
      try (ResultSet one = statement.executeQuery("SELECT 1")) {
        VerifiedResultSet verified = one.unwrap(VerifiedResultSet.class);
        out.printf(Locale.ROOT, "height   %d%n", verified.height());
        out.printf(Locale.ROOT, "age      %.1f s%n", verified.ageMs() / 1e3);
        out.printf(Locale.ROOT, "signers  replicas %s%n", Evidence.of(one).signers());
      }
      try (ResultSet tables =
          connection.getMetaData().getTables(null, null, "%", new String[] {"TABLE"})) {
        while (tables.next()) {
          out.println("table    " + tables.getString("TABLE_NAME"));
        }
      }
    }
    return 0;
  }
}
