package org.assaydb.engine.replica.state;

import java.util.Locale;
import org.assaydb.proofs.SqlStates;
import org.assaydb.proofs.schema.Column;
import org.assaydb.proofs.schema.IndexDef;
import org.assaydb.proofs.schema.TableDef;

/**
 * Which names a definition may give. The state machine is the place that decides, whatever a client
 * checked before: a name that two readers resolve in two ways, or that a table hides, changes what
 * everybody reads.
 */
final class Names {
  /** The one schema of users. */
  private static final String SCHEMA = "PUBLIC";

  private Names() {}

  static void check(TableDef table) throws Abort {
    if (!table.schema().equals(SCHEMA)) {
      throw new Abort(SqlStates.UNKNOWN_SCHEMA, "tables are created in schema PUBLIC only");
    }
    check("table", table.name());
    for (Column column : table.columns()) {
      check("column", column.name());
      if (Column.PSEUDO_NAMES.contains(column.name().toUpperCase(Locale.ROOT))) {
        throw new Abort(
            SqlStates.INVALID_NAME,
            "column name " + column.name() + " is reserved: every table has it");
      }
    }
    for (IndexDef index : table.indexes()) {
      if (!index.primary() || !index.name().isEmpty()) {
        check("index", index.name());
      }
    }
  }

  static void check(String what, String name) throws Abort {
    if (name.isBlank()) {
      throw new Abort(SqlStates.INVALID_NAME, "empty " + what + " name");
    }
    if (name.chars().anyMatch(Names::isForbidden)) {
      throw new Abort(SqlStates.INVALID_NAME, "control character in a " + what + " name");
    }
  }

  /**
   * Control characters, and what turns the direction of text so that one name looks like another.
   */
  private static boolean isForbidden(int c) {
    boolean turns = c == 0x200e || c == 0x200f || c >= 0x202a && c <= 0x202e;
    return Character.isISOControl(c) || turns || c >= 0x2066 && c <= 0x2069;
  }
}
