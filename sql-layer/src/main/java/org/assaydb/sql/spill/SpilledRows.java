package org.assaydb.sql.spill;

import java.util.Arrays;
import org.assaydb.sql.vector.Batch;
import org.jspecify.annotations.Nullable;

/**
 * Batches in a file that others share, in the order in which they were added; read as often as one
 * likes. The file is the owner's to close. Not thread safe.
 */
public final class SpilledRows {
  private final SpillFile file;
  private long[] places = new long[4];
  private int batches;
  private long rows;

  public SpilledRows(SpillFile file) {
    this.file = file;
  }

  public void add(Batch batch) {
    if (batches == places.length) {
      places = Arrays.copyOf(places, 2 * batches);
    }
    places[batches++] = file.append(batch);
    rows += batch.rows();
  }

  public long rows() {
    return rows;
  }

  /** Reads what was added before this call, from the first batch on. */
  public Reader read() {
    return new Reader(batches);
  }

  /** A place among the batches. */
  public final class Reader {
    private final int past;
    private int next;

    private Reader(int past) {
      this.past = past;
    }

    /** The next batch; null at the end. */
    public @Nullable Batch next() {
      return next == past ? null : file.read(places[next++]);
    }
  }
}
