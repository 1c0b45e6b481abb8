package org.assaydb.engine.cli;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.assaydb.engine.terminal.Style;
import org.assaydb.engine.terminal.Target;
import org.assaydb.engine.terminal.TextTable;
import org.assaydb.jdbc.LedgerConnection;
import org.assaydb.jdbc.LedgerConnection.Testimony;
import org.assaydb.proofs.ledger.Contradiction;
import org.assaydb.proofs.ledger.Statement;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code assay evidence}: what validators were caught at. */
@Command(
    name = "evidence",
    description = {
      "Show the contradicting votes that replicas hold against validators.",
      "An honest validator signs at most one of two such statements in a slot.",
      "The signatures are checked here."
    })
public final class EvidenceCommand implements Callable<Integer> {
  private static final int HASH_CHARS = 12;

  @Mixin private final Target target = new Target();

  @Override
  public Integer call() throws SQLException {
    List<Testimony> all;
    try (Connection connection = target.connect()) {
      all = connection.unwrap(LedgerConnection.class).evidence();
    }
    print(all, Style.standard());
    boolean answered = all.stream().anyMatch(t -> t.failure() == null);
    return answered ? 0 : 1;
  }

  /** One line for each contradiction, with the replicas that hold it. */
  static void print(List<Testimony> all, Style style) {
    Map<List<String>, List<String>> holders = new LinkedHashMap<>();
    for (Testimony one : all) {
      if (one.failure() != null) {
        style.line(style.bad(one.replica()) + "  " + ShownText.text(one.failure()));
      }
      for (Contradiction found : one.evidence()) {
        holders.computeIfAbsent(cells(found), c -> new ArrayList<>()).add(one.replica());
      }
    }
    long answers = all.stream().filter(t -> t.failure() == null).count();
    if (holders.isEmpty()) {
      style.line(
          "no evidence against any validator; "
              + answers
              + " of "
              + all.size()
              + " replicas answered");
      return;
    }
    TextTable table = new TextTable("rrlll", "validator", "slot", "signed", "and", "held by");
    holders.forEach(
        (cells, replicas) ->
            table.add(
                cells.get(0),
                cells.get(1),
                cells.get(2),
                cells.get(3),
                String.join(", ", replicas)));
    style.out().print(table);
  }

  private static List<String> cells(Contradiction found) {
    Statement first = found.first().statement();
    return List.of(
        String.valueOf(found.first().voter().seat()),
        String.valueOf(first.slot()),
        text(first),
        text(found.second().statement()));
  }

  private static String text(Statement statement) {
    if (statement instanceof Statement.Skip) {
      return "Skip";
    }
    String kind = statement instanceof Statement.Notar ? "Notar " : "Final ";
    String hash = String.valueOf(statement.subject());
    return kind + hash.substring(0, Math.min(HASH_CHARS, hash.length()));
  }
}
