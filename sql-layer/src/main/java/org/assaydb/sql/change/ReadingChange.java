package org.assaydb.sql.change;

import java.util.List;
import org.assaydb.sql.PlannedStatement;
import org.assaydb.sql.execution.CompiledQuery;

/** A change whose rows depend on rows that are read. */
public interface ReadingChange extends PlannedStatement.Update {
  /** The queries that it runs, for EXPLAIN. */
  List<CompiledQuery> queries();
}
