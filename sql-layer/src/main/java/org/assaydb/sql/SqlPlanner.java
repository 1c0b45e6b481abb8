package org.assaydb.sql;

import java.util.List;
import org.assaydb.proofs.schema.Catalog;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.sql.statistics.RowCounts;
import org.jspecify.annotations.Nullable;

/**
 * Parses, validates and plans SQL against a verified catalog. Thread safe; caches plans by (text,
 * catalog digest, types, counts). The only inputs are the client's own text, certified bytes, and
 * counts of rows, which choose between plans that give the same rows.
 */
public interface SqlPlanner {
  /**
   * Plans one statement.
   *
   * @param parameterTypes types of the values that were set for the parameters, by number; null or
   *     missing for text, NULL and what is not set yet: then the context decides
   * @param counts asked about tables and ranges where the choice of a plan depends on them
   * @throws SqlLayerException with its SQLSTATE for syntax (42601), unknown names (42P01, 42703),
   *     type errors (42804), unsupported features (0A000); UNVERIFIABLE_FEATURE as a {@link
   *     org.assaydb.proofs.VerificationException}
   */
  PlannedStatement plan(
      String sql, Catalog catalog, List<@Nullable ColumnType> parameterTypes, RowCounts counts);

  /**
   * The plan of a statement, when it is kept or made in some microseconds: for a guess at what a
   * statement will read. Null when planning takes longer.
   *
   * @param counts may throw for what it does not know
   */
  default @Nullable PlannedStatement planAtOnce(
      String sql, Catalog catalog, List<@Nullable ColumnType> parameterTypes, RowCounts counts) {
    return null;
  }

  /**
   * How many parameters a query, INSERT, UPDATE or DELETE has, from its syntax alone: types that
   * are not known yet can make planning fail.
   *
   * @throws SqlLayerException 42601 for anything else
   */
  int parameterCount(String sql);

  /** Plans a statement without any knowledge of what tables hold. */
  default PlannedStatement plan(
      String sql, Catalog catalog, List<@Nullable ColumnType> parameterTypes) {
    return plan(sql, catalog, parameterTypes, RowCounts.NONE);
  }

  /** Plans a statement whose parameters have the types that their contexts ask for. */
  default PlannedStatement plan(String sql, Catalog catalog) {
    return plan(sql, catalog, List.of());
  }
}
