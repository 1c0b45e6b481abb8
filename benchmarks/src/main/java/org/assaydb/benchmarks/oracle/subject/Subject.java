package org.assaydb.benchmarks.oracle.subject;

import org.assaydb.benchmarks.oracle.generate.Sql;
import org.assaydb.benchmarks.oracle.generate.World;

/** What runs queries. Not thread safe. */
public interface Subject extends AutoCloseable {
  String name();

  /**
   * Has these tables from now on, and no others.
   *
   * @param tables the same, loaded already: for those that run in this process
   */
  void load(World world, MemoryTables tables);

  /** Never throws because of the query. */
  Outcome run(Sql query);

  @Override
  default void close() {}
}
