package org.assaydb.benchmarks.oracle.generate;

/** Whose SQL a query is printed in. */
public enum Dialect {
  ASSAY,
  DUCKDB,
  H2,
  POSTGRESQL
}
