package org.assaydb.proofs.read;

import java.util.Arrays;

/** The places of the rows that a read gave. Immutable. */
final class RowsAnswer implements ReadAnswer {
  private final ReadSpec spec;
  private final RunView[] runs;
  private final long[] positions;

  private RowsAnswer(ReadSpec spec, RunView[] runs, long[] positions) {
    this.spec = spec;
    this.runs = runs;
    this.positions = positions;
  }

  /** Runs a read to its end. */
  static RowsAnswer of(RunCursor rows, ReadSpec spec) {
    RunView[] runs = new RunView[4];
    long[] positions = new long[4];
    int count = 0;
    while (rows.next()) {
      if (count == positions.length) {
        runs = Arrays.copyOf(runs, 2 * count);
        positions = Arrays.copyOf(positions, 2 * count);
      }
      runs[count] = rows.run;
      positions[count++] = rows.position;
    }
    return new RowsAnswer(spec, Arrays.copyOf(runs, count), Arrays.copyOf(positions, count));
  }

  @Override
  public ReadSpec spec() {
    return spec;
  }

  RowCursor cursor() {
    return new Cursor();
  }

  private final class Cursor extends RunCursor {
    private int next;

    @Override
    public boolean next() {
      if (next == positions.length) {
        run = null;
        return false;
      }
      run = runs[next];
      position = positions[next++];
      return true;
    }
  }
}
