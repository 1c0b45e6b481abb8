package org.assaydb.benchmarks.oracle;

import java.util.ArrayList;
import java.util.List;
import org.assaydb.benchmarks.oracle.generate.Dialect;
import org.assaydb.benchmarks.oracle.generate.Sql;
import org.assaydb.benchmarks.oracle.generate.World;

/**
 * A difference, as small as it could be made.
 *
 * @param seed of the query as it was generated
 * @param check what did not hold: the reference's rows, or a relation between two queries
 * @param expected what should have come
 * @param found what came
 */
record Finding(
    long seed, String subject, String check, World world, Sql sql, String expected, String found) {

  /** The statements that show it, one a line, and both results. */
  List<String> lines() {
    Sql.Printed printed = sql.print(Dialect.ASSAY);
    List<String> lines = new ArrayList<>();
    lines.add("seed " + seed + ", " + subject + ": " + check);
    for (World.Table table : world.tables()) {
      if (printed.text().matches(".*\\b" + table.name() + "\\b.*")) {
        lines.add("  " + table.definition(Dialect.ASSAY) + ";");
        table.indexes().forEach(index -> lines.add("  " + index + ";"));
        if (!table.rows().isEmpty()) {
          lines.add("  " + table.insert(Dialect.ASSAY) + ";");
        }
      }
    }
    lines.add("  " + printed.text() + ";");
    printed.parameters().forEach(p -> lines.add("  -- ? " + p.family() + " " + p.value()));
    lines.add("  -- expected " + expected);
    lines.add("  -- found    " + found);
    return lines;
  }

  /** What findings of one cause often have in common. */
  String kind() {
    String text =
        found
            .replaceAll("(?s)(planner failed on|while converting).*", "$1")
            .replaceAll("[0-9]+", "#")
            .replaceAll("'[^']*'", "'...'");
    boolean rows = found.matches("[0-9]+ rows.*");
    return subject
        + ": "
        + check
        + (rows ? "" : ", " + text.substring(0, Math.min(90, text.length())));
  }
}
