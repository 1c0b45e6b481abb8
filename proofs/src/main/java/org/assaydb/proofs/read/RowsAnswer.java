package org.assaydb.proofs.read;

import java.util.Arrays;
import org.assaydb.proofs.schema.Key;
import org.jspecify.annotations.Nullable;

/** The rows that a read gave, as places in their runs and as batches. Immutable. */
final class RowsAnswer implements ReadAnswer {
  private final ReadSpec spec;

  // Step by step: a row by its run and position, or a batch with its run.
  private RunView[] runs = new RunView[16];
  private long[] positions = new long[16];
  private @Nullable RowBatch[] batches = {};
  private int steps;

  private RowsAnswer(ReadSpec spec) {
    this.spec = spec;
  }

  /** Runs a read to its end. */
  static RowsAnswer of(RunCursor rows, ReadSpec spec) {
    RowsAnswer answer = new RowsAnswer(spec);
    while (true) {
      RowBatch batch = rows.nextBatch();
      if (batch != null) {
        answer.add(rows.batchRun(), batch);
      } else if (rows.next()) {
        answer.add(rows.current(), rows.position);
      } else {
        return answer;
      }
    }
  }

  private void add(RunView run, long position) {
    if (steps == positions.length) {
      runs = Arrays.copyOf(runs, 2 * steps);
      positions = Arrays.copyOf(positions, 2 * steps);
    }
    runs[steps] = run;
    positions[steps++] = position;
  }

  private void add(RunView run, RowBatch batch) {
    if (batches.length <= steps) {
      batches = Arrays.copyOf(batches, 2 * steps + 16);
    }
    batches[steps] = batch;
    add(run, -1);
  }

  private @Nullable RowBatch batch(int step) {
    return step < batches.length ? batches[step] : null;
  }

  @Override
  public ReadSpec spec() {
    return spec;
  }

  @Override
  public Extent extent() {
    long rows = 0;
    for (int i = 0; i < steps; i++) {
      RowBatch batch = batch(i);
      rows += batch == null ? 1 : batch.rows();
    }
    return new Extent(rows, steps == 0 ? null : lastKey());
  }

  private Key lastKey() {
    RowBatch batch = batch(steps - 1);
    return batch == null ? runs[steps - 1].key(positions[steps - 1]) : batch.key(batch.rows() - 1);
  }

  RowCursor cursor() {
    return new Cursor();
  }

  private final class Cursor extends RunCursor {
    private int step;
    // Rows of the step's batch that were handed out one by one.
    private int passed;

    @Override
    public boolean next() {
      run = null;
      if (step == steps) {
        return false;
      }
      run = runs[step];
      RowBatch batch = batch(step);
      if (batch == null) {
        position = positions[step++];
        return true;
      }
      position = batch.position(passed++);
      if (passed == batch.rows()) {
        endBatch();
      }
      return true;
    }

    @Override
    public @Nullable RowBatch nextBatch() {
      run = null;
      RowBatch batch = step < steps ? batch(step) : null;
      if (batch == null) {
        return null;
      }
      RowBatch rest = passed == 0 ? batch : batch.from(passed);
      endBatch();
      return rest;
    }

    private void endBatch() {
      step++;
      passed = 0;
    }
  }
}
