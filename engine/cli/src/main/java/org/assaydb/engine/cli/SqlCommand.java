package org.assaydb.engine.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.assaydb.engine.terminal.Evidence;
import org.assaydb.engine.terminal.Style;
import org.assaydb.engine.terminal.Target;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import sqlline.SqlLine;

/** {@code assay sql}: a shell, or one statement. */
@Command(
    name = "sql",
    description = {
      "Open a SQL shell (sqlline), or run one statement with -e.",
      "Every result is verified before it is shown."
    })
public final class SqlCommand implements Callable<Integer> {
  @Mixin private final Target target = new Target();

  @Option(names = "-e", paramLabel = "SQL", description = "Run this statement and exit.")
  private @Nullable String statement;

  @Override
  public Integer call() throws SQLException, IOException {
    return statement == null ? shell() : runOne(statement, Style.standard().out());
  }

  private int runOne(String sql, PrintStream out) throws SQLException {
    try (Connection connection = target.connect();
        Statement jdbc = connection.createStatement()) {
      if (!jdbc.execute(sql)) {
        out.println(Math.max(0, jdbc.getLargeUpdateCount()) + " rows affected");
        return 0;
      }
      try (ResultSet result = jdbc.getResultSet()) {
        long rows = ResultPrinter.print(result, out);
        out.println(rows + (rows == 1 ? " row, " : " rows, ") + Evidence.of(result).describe());
      }
      return 0;
    }
  }

  private int shell() throws IOException, SQLException {
    if (System.console() == null) {
      // Keeps jline from warning that it has no terminal to work on.
      System.setProperty("org.jline.terminal.dumb", "true");
    }
    List<String> arguments =
        new ArrayList<>(List.of("-u", urlWithProperties(), "-n", "", "-p", ""));
    arguments.addAll(
        List.of(
            "--maxWidth=200",
            "--maxColumnWidth=60",
            "--nullValue=NULL",
            "--isolation=TRANSACTION_SERIALIZABLE"));
    // Kept open: an embedded cluster runs as long as it has a connection.
    try (Connection ready = target.connect()) {
      SqlLine.Status status = new SqlLine().begin(arguments.toArray(new String[0]), null, true);
      return status == SqlLine.Status.OK && !ready.isClosed() ? 0 : 1;
    }
  }

  /** The shell takes a URL only, so options become parameters of it. */
  private String urlWithProperties() {
    StringBuilder url = new StringBuilder(target.jdbcUrl());
    Properties properties = target.properties();
    for (Map.Entry<Object, Object> property : properties.entrySet()) {
      url.append(url.indexOf("?") < 0 ? '?' : '&');
      url.append(property.getKey())
          .append('=')
          .append(Target.encode(property.getValue().toString()));
    }
    return url.toString();
  }
}
