package org.assaydb.jdbc;

import java.sql.SQLException;
import org.assaydb.proofs.SqlStates;

/** The one rule of JDBC's wrapper methods here: objects wrap nothing but themselves. */
final class Wrappers {
  private Wrappers() {}

  static <T> T unwrap(Object self, Class<T> type) throws SQLException {
    if (type.isInstance(self)) {
      return type.cast(self);
    }
    throw new SQLException("no wrapper for " + type.getName(), SqlStates.BAD_CALL);
  }
}
