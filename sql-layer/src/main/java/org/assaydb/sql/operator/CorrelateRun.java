package org.assaydb.sql.operator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assaydb.sql.expression.Evaluation;
import org.assaydb.sql.expression.RowSource;
import org.assaydb.sql.keys.KeyTable;
import org.assaydb.sql.keys.RowStore;
import org.assaydb.sql.spill.Reservation;
import org.assaydb.sql.vector.Batch;
import org.assaydb.sql.vector.Vector;
import org.jspecify.annotations.Nullable;

/** One run of {@link CorrelatePlan}. */
final class CorrelateRun implements RowSource {
  /** Bytes beside its columns that a result of no rows takes. */
  private static final int RESULT_BYTES = 64;

  private final CorrelatePlan plan;
  private final Evaluation evaluation;
  private final RowSource left;
  private final boolean givesRight;
  private final Reservation memory;

  /** Results by the number of their key; begun anew when they no longer fit. */
  private KeyTable keys;

  private final Map<Integer, List<Batch>> results = new HashMap<>();
  private long resultBytes;

  private @Nullable Batch batch;
  private int[] ids = new int[0];
  private int row;

  /** The right rows of the row at hand, while they are given. */
  private @Nullable RowSource right;

  private boolean matched;

  /** Rows on their way: places in the batch, and what stands beside them. */
  private int[] places = new int[2 * Batch.ROWS];

  private int count;
  private RowStore beside;

  CorrelateRun(CorrelatePlan plan, Evaluation evaluation) {
    this.plan = plan;
    this.evaluation = evaluation;
    this.left = plan.left().open(evaluation);
    this.givesRight = plan.type().givesRight();
    this.memory = new Reservation(evaluation.workspace());
    this.keys = new KeyTable(plan.keyTypes());
    this.beside = new RowStore(plan.right().types());
  }

  @Override
  public @Nullable Batch next() {
    while (true) {
      Batch current = batch;
      if (current == null || row == current.rows()) {
        if (current != null && count > 0) {
          return flush(current);
        }
        current = left.next();
        batch = current;
        if (current == null) {
          return null;
        }
        begin(current);
      }
      evaluation.checkInterrupted();
      step(current);
      if (count >= Batch.ROWS) {
        return flush(current);
      }
    }
  }

  private void begin(Batch current) {
    row = 0;
    if (ids.length < current.rows()) {
      ids = new int[current.rows()];
    }
    numberKeys(current);
  }

  private void numberKeys(Batch current) {
    Vector[] columns = new Vector[plan.usedFields().size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = current.column(plan.usedFields().get(i));
    }
    keys.number(columns, current.rows(), ids);
  }

  /** Goes on with the row at hand: a batch of its right rows, or its end. */
  private void step(Batch current) {
    RowSource rows = right;
    if (rows == null) {
      rows = open(current);
      right = rows;
      matched = false;
    }
    Batch found = rows.next();
    if (found != null) {
      matched = true;
      if (givesRight) {
        add(row, found);
        return;
      }
    }
    rows.close();
    right = null;
    if (givesRight) {
      if (!matched && plan.type() == JoinType.LEFT) {
        Batch none = Batches.empty(plan.right().types());
        add(row, none.gather(new int[] {-1}, 1));
      }
    } else if (matched == (plan.type() == JoinType.SEMI)) {
      places = Arrays.copyOf(places, Math.max(places.length, count + 1));
      places[count++] = row;
    }
    row++;
  }

  private void add(int place, Batch found) {
    int past = count + found.rows();
    if (places.length < past) {
      places = Arrays.copyOf(places, Math.max(past, 2 * places.length));
    }
    Arrays.fill(places, count, past, place);
    count = past;
    beside.add(found);
  }

  private Batch flush(Batch current) {
    Batch rows = current.gather(places, count);
    if (givesRight) {
      rows = rows.beside(beside.build());
      beside = new RowStore(plan.right().types());
    }
    count = 0;
    return rows;
  }

  /** The right rows for the row at hand, from the cache or of a run that fills it. */
  private RowSource open(Batch current) {
    List<Batch> known = results.get(ids[row]);
    if (known != null) {
      return new Replay(known);
    }
    @Nullable Object[] outer = new @Nullable Object[current.width()];
    for (int field : plan.usedFields()) {
      outer[field] = current.column(field).value(row);
    }
    return new Recording(
        plan.right().open(evaluation.withOuter(plan.correlation(), outer)), ids[row], current);
  }

  /** Keeps a result; when there is no room for it, forgets all others to begin anew. */
  private void keep(int id, List<Batch> result, long bytes, Batch current) {
    if (memory.resize(resultBytes + bytes + keys.sizeBytes())) {
      results.put(id, result);
      resultBytes += bytes;
      return;
    }
    results.clear();
    resultBytes = 0;
    keys = new KeyTable(plan.keyTypes());
    numberKeys(current);
    memory.force(keys.sizeBytes());
  }

  private static final class Replay implements RowSource {
    private final List<Batch> rows;
    private int next;

    private Replay(List<Batch> rows) {
      this.rows = rows;
    }

    @Override
    public @Nullable Batch next() {
      return next == rows.size() ? null : rows.get(next++);
    }

    @Override
    public void close() {
      next = rows.size();
    }
  }

  /**
   * A run whose rows are kept when it came to its end, or when its first row is all that counts.
   */
  private final class Recording implements RowSource {
    private final RowSource rows;
    private final int id;
    private final Batch current;
    private @Nullable List<Batch> result = new ArrayList<>();
    private long bytes = RESULT_BYTES;

    private Recording(RowSource rows, int id, Batch current) {
      this.rows = rows;
      this.id = id;
      this.current = current;
    }

    @Override
    public @Nullable Batch next() {
      Batch found = rows.next();
      if (result != null) {
        if (found != null) {
          Batch kept = givesRight ? found : new Batch(1);
          bytes += kept.sizeBytes();
          result.add(kept);
          if (bytes > evaluation.workspace().budgetBytes() / 2) {
            result = null;
          }
        }
        if (result != null && (found == null || !givesRight)) {
          keep(id, result, bytes, current);
          result = null;
        }
      }
      return found;
    }

    @Override
    public void close() {
      rows.close();
    }
  }

  @Override
  public void close() {
    left.close();
    if (right != null) {
      right.close();
      right = null;
    }
    results.clear();
    batch = null;
    memory.close();
  }
}
