package org.assaydb.sql.operator;

import java.util.Arrays;
import java.util.List;
import org.assaydb.sql.keys.KeyTable;
import org.assaydb.sql.vector.Batch;
import org.assaydb.sql.vector.LongVector;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.Vector;
import org.jspecify.annotations.Nullable;

/**
 * Decides which left rows of a set operation stay, given all right rows and the left ones before.
 */
final class SetFilter {
  /** Which left rows stay. */
  enum Mode {
    /** Those that were never seen, neither on the right nor before: EXCEPT and DISTINCT. */
    NEW,
    /** For each right row, a first left one. */
    INTERSECT_ALL,
    /** The first one of those that are on the right. */
    INTERSECT,
    /** Those for which there is no right row left. */
    EXCEPT_ALL
  }

  private final Mode mode;
  private final KeyTable table;

  /** Right rows by their number in the table that no left row has used. */
  private long[] counts = new long[0];

  private int[] ids = new int[0];
  private int[] chosen = new int[0];
  private int[] unknown = new int[0];
  private int unknownCount;

  SetFilter(Mode mode, List<ValueType> types) {
    this.mode = mode;
    this.table = new KeyTable(types);
  }

  /**
   * Adds right rows.
   *
   * @param times how often each counts; null for once
   */
  void addRight(Vector[] columns, int rows, long @Nullable [] times) {
    makeRoom(rows);
    table.number(columns, rows, ids);
    if (counts.length < table.size()) {
      counts = Arrays.copyOf(counts, table.size() + (table.size() >> 1));
    }
    for (int i = 0; i < rows; i++) {
      counts[ids[i]] += times == null ? 1 : times[i];
    }
  }

  int rightRows() {
    return table.size();
  }

  /** Distinct right rows, and in one more column how often each was added. */
  Batch right(int from, int rows) {
    Batch columns = new Batch(rows, table.keys(from, rows));
    long[] times = Arrays.copyOfRange(counts, from, from + rows);
    return columns.beside(new Batch(rows, new LongVector(times, rows, null)));
  }

  private void makeRoom(int rows) {
    if (ids.length < rows) {
      ids = new int[rows];
      chosen = new int[rows];
      unknown = new int[rows];
    }
  }

  /** Whether left rows make this larger. */
  boolean grows() {
    return mode == Mode.NEW;
  }

  /**
   * The rows of a batch that stay.
   *
   * @param frozen whether this must not grow: rows that would be new are left to {@link #unknown}
   */
  Batch choose(Batch batch, Vector[] columns, boolean frozen) {
    int rows = batch.rows();
    makeRoom(rows);
    int count = 0;
    unknownCount = 0;
    if (mode == Mode.NEW && !frozen) {
      int known = table.size();
      table.number(columns, rows, ids);
      for (int i = 0; i < rows; i++) {
        if (ids[i] == known) {
          known++;
          chosen[count++] = i;
        }
      }
    } else {
      table.find(columns, rows, ids);
      for (int i = 0; i < rows; i++) {
        if (mode == Mode.NEW) {
          if (ids[i] < 0) {
            unknown[unknownCount++] = i;
          }
        } else if (stays(ids[i])) {
          chosen[count++] = i;
        }
      }
    }
    return count == rows ? batch : batch.gather(chosen, count);
  }

  private boolean stays(int id) {
    boolean isRight = id >= 0 && counts[id] > 0;
    if (isRight) {
      counts[id] = mode == Mode.INTERSECT ? 0 : counts[id] - 1;
    }
    return isRight == (mode != Mode.EXCEPT_ALL);
  }

  /** The rows of the last batch that are not known here. */
  Batch unknown(Batch batch) {
    return batch.gather(unknown, unknownCount);
  }

  long sizeBytes() {
    return table.sizeBytes() + 8L * counts.length;
  }
}
