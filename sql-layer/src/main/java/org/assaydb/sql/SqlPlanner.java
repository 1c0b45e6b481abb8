package org.assaydb.sql;

import org.assaydb.proofs.schema.Catalog;

/**
 * Parses, validates and plans SQL against a verified catalog. Thread safe; caches plans by (text,
 * catalog digest). The only inputs are the client's own text and certified bytes.
 */
public interface SqlPlanner {
  /**
   * Plans one statement.
   *
   * @throws SqlLayerException with its SQLSTATE for syntax (42601), unknown names (42P01, 42703),
   *     type errors (42804), unsupported features (0A000); UNVERIFIABLE_FEATURE as a {@link
   *     org.assaydb.proofs.VerificationException}
   */
  PlannedStatement plan(String sql, Catalog catalog);
}
