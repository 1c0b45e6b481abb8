package org.assaydb.benchmarks.oracle.subject;

import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.sql.SqlNode;
import org.assaydb.proofs.schema.Catalog;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.sql.frontend.Frontend;
import org.assaydb.sql.frontend.SnapshotRewriter;
import org.assaydb.sql.schema.AssayTable;
import org.assaydb.sql.schema.VersionColumns;
import org.assaydb.sql.syntax.SqlText;
import org.jspecify.annotations.Nullable;

/**
 * A query as Calcite's converter makes it, no rule applied: what the reference interpreter runs.
 *
 * @param parameterTypes types of the {@code ?} by their places
 */
public record LogicalPlan(RelNode root, List<ColumnType> parameterTypes) {

  /**
   * The one place that knows how the front end is called.
   *
   * @param given types of the values of the {@code ?} as far as they are known
   */
  public static LogicalPlan of(String sql, Catalog catalog, List<@Nullable ColumnType> given) {
    SqlNode query = SqlText.parse(sql);
    AssayTable.Extra extra = VersionColumns.namedIn(query, catalog);
    Frontend frontend = new Frontend(catalog, extra);
    SqlNode dated = new SnapshotRewriter(frontend, catalog, extra).rewrite(query);
    Frontend.Converted converted = frontend.convert(dated, given);
    return new LogicalPlan(converted.root().project(true), converted.parameterTypes());
  }
}
