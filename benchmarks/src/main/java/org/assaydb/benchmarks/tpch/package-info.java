/**
 * TPC-H: its tables, rows and 22 queries with the validation parameters, asked of AssayDB, of
 * DuckDB and where wanted of another database by JDBC, and compared row by row. {@code TpchBench}
 * measures the whole path (driver, proofs, replicas); {@code ExecutorBench} the executor alone,
 * over columns that were verified and decoded beforehand. No hostile input.
 */
@NullMarked
package org.assaydb.benchmarks.tpch;

import org.jspecify.annotations.NullMarked;
