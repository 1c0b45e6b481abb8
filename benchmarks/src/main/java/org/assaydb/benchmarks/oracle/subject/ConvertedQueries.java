package org.assaydb.benchmarks.oracle.subject;

import java.util.ArrayList;
import java.util.List;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.sql.planner.LogicalQuery;
import org.jspecify.annotations.Nullable;

/**
 * Converts each query once for the reference and for all variants that run it one after the other:
 * parsing and converting cost more than all else. Not thread safe.
 */
public final class ConvertedQueries {
  private record Question(String sql, MemoryTables tables, List<@Nullable ColumnType> given) {}

  private @Nullable Question last;
  private @Nullable LogicalQuery query;
  private @Nullable RuntimeException failure;

  /** The query in relational form; the failure of the first attempt again. */
  LogicalQuery of(String sql, MemoryTables tables, List<@Nullable ColumnType> given) {
    Question question = new Question(sql, tables, new ArrayList<>(given));
    if (!question.equals(last)) {
      last = question;
      query = null;
      failure = null;
      try {
        query = LogicalQuery.of(sql, tables.catalog(), given);
      } catch (RuntimeException e) {
        failure = e;
      }
    }
    if (query == null) {
      throw failure == null ? new IllegalStateException("neither query nor failure") : failure;
    }
    return query;
  }
}
