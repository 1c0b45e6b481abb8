package org.assaydb.sql.change;

import java.util.Map;
import org.apache.calcite.schema.Table;
import org.apache.calcite.sql.SqlNode;
import org.assaydb.sql.execution.CompiledQuery;

/** Plans the queries whose rows a statement writes. */
public interface QueryPlanner {
  /** Compiles a query that sees some more tables, by name in the default schema. */
  CompiledQuery query(SqlNode query, Map<String, Table> more);
}
