package org.assaydb.sql;

import java.util.List;
import java.util.Set;
import java.util.function.LongUnaryOperator;
import org.assaydb.proofs.SqlStates;
import org.assaydb.proofs.ledger.CatalogChange;
import org.assaydb.proofs.ledger.TableWrites;
import org.assaydb.proofs.read.IndexReader;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.schema.ColumnType;
import org.jspecify.annotations.Nullable;

/** A planned statement; immutable, reusable with other parameters and readers. */
public sealed interface PlannedStatement {
  /** Types of the {@code ?} parameters in order. */
  List<ColumnType> parameterTypes();

  /**
   * A column of a result.
   *
   * @param label name or alias as in the result
   * @param table name of the table that it comes from, empty for an expression
   */
  record ResultColumn(
      String label, ColumnType type, boolean nullable, String schema, String table) {}

  /**
   * Where and when a statement runs.
   *
   * @param reader pinned to one certified state; shows own uncommitted writes inside a transaction
   * @param committed the same state without them, for tables with FOR SYSTEM_TIME AS OF
   * @param snapshotHeight height to read at, unless a table says FOR SYSTEM_TIME AS OF
   * @param timeMs time of the snapshot header: CURRENT_TIMESTAMP and friends
   * @param heightAtTime verified height of the last block at or before a time in milliseconds since
   *     1970 UTC, for FOR SYSTEM_TIME AS OF TIMESTAMP
   * @param interruptCheck throws when the statement was cancelled or its time is over; called often
   */
  record ExecutionContext(
      IndexReader reader,
      IndexReader committed,
      long snapshotHeight,
      long timeMs,
      LongUnaryOperator heightAtTime,
      Runnable interruptCheck) {
    private static final Runnable NEVER = () -> {};

    /** Without an end from outside. */
    public ExecutionContext(
        IndexReader reader,
        IndexReader committed,
        long snapshotHeight,
        long timeMs,
        LongUnaryOperator heightAtTime) {
      this(reader, committed, snapshotHeight, timeMs, heightAtTime, NEVER);
    }

    /** Outside a transaction that has written. */
    public ExecutionContext(
        IndexReader reader, long snapshotHeight, long timeMs, LongUnaryOperator heightAtTime) {
      this(reader, reader, snapshotHeight, timeMs, heightAtTime);
    }

    /** A context without a look-up of heights: AS OF TIMESTAMP is refused. */
    public ExecutionContext(IndexReader reader, long snapshotHeight, long timeMs) {
      this(
          reader,
          snapshotHeight,
          timeMs,
          time -> {
            throw new SqlLayerException(
                SqlStates.NOT_SUPPORTED, "AS OF TIMESTAMP needs a look-up of heights");
          });
    }
  }

  /** SELECT, VALUES, EXPLAIN. */
  non-sealed interface Query extends PlannedStatement {
    List<ResultColumn> columns();

    /**
     * Runs the query.
     *
     * @param parameters Java values as {@code PreparedStatement.setObject} accepts them, null for
     *     NULL. A value that its parameter's type cannot hold exactly is refused, never rounded
     */
    RowIterator execute(ExecutionContext context, @Nullable Object[] parameters);

    /** Whether every run at one snapshot gives the same rows; false for measurements. */
    default boolean isRepeatable() {
      return true;
    }

    /**
     * What a run with these values reads first, without reading it; empty when that is not known.
     * Exceptions as for {@link #execute}.
     */
    default List<ReadSpec> firstReads(ExecutionContext context, @Nullable Object[] parameters) {
      return List.of();
    }
  }

  /** INSERT, UPDATE, DELETE: computes what to write, writes nothing. */
  non-sealed interface Update extends PlannedStatement {
    /**
     * Computes the writes.
     *
     * @param parameters as of a query, but those that are assigned may be anything that assignment
     *     converts to the column's type
     */
    WriteSet execute(ExecutionContext context, @Nullable Object[] parameters);

    /**
     * All that the writes depend on, without reading it: so that many runs can ask at once. Null
     * when it is not known before something is read; exceptions as for {@link #execute}.
     */
    default @Nullable List<ReadSpec> reads(
        ExecutionContext context, @Nullable Object[] parameters) {
      return null;
    }

    /**
     * Numbers of the parameters that are nothing but the new value of a column: they have its type,
     * whatever was set, so that the plan does not depend on the types of their values.
     */
    Set<Integer> assignedParameters();
  }

  /** CREATE, DROP. {@code change} is null when IF [NOT] EXISTS makes it a no-op. */
  record Definition(@Nullable CatalogChange change) implements PlannedStatement {
    @Override
    public List<ColumnType> parameterTypes() {
      return List.of();
    }
  }

  /** Rows that a statement writes, and how many rows it affects. */
  record WriteSet(List<TableWrites> writes, long rowCount) {}

  /** Rows in the Java representation of {@link ColumnType}; not thread safe. */
  interface RowIterator extends AutoCloseable {
    /** The next row, null at the end; the array belongs to the caller. */
    @Nullable Object @Nullable [] next();

    @Override
    default void close() {}
  }
}
