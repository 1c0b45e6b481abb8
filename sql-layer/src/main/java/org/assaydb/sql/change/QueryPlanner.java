package org.assaydb.sql.change;

import org.apache.calcite.sql.SqlNode;
import org.assaydb.sql.execution.CompiledQuery;
import org.assaydb.sql.schema.AssayTable;
import org.jspecify.annotations.Nullable;

/** Plans the queries whose rows a statement writes. */
public interface QueryPlanner {
  /** Compiles a query; {@code target} is also visible, as {@link ChangePlanner#TARGET}. */
  CompiledQuery query(SqlNode query, @Nullable AssayTable target);
}
