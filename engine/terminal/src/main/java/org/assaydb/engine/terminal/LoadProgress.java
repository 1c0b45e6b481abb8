package org.assaydb.engine.terminal;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows how far a load is: a bar on a terminal, one line per fifth elsewhere. Thread safe. */
public interface LoadProgress extends LongConsumer, AutoCloseable {
  /** Names what is loaded now. */
  void table(String name);

  @Override
  void close();

  /**
   * The form that suits where the output goes.
   *
   * @param totalRows rows to come in all
   * @param terminal whether a person watches
   */
  static LoadProgress start(long totalRows, boolean terminal, PrintStream out) {
    return start("loaded", " rows", totalRows, terminal, out);
  }

  /**
   * The same for other work.
   *
   * @param done what was done with the units, in the past tense
   * @param unit with a blank before it
   */
  static LoadProgress start(
      String done, String unit, long total, boolean terminal, PrintStream out) {
    return terminal ? new Bar(done, unit, total) : new Lines(done, unit, total, out);
  }

  /** On a terminal. */
  final class Bar implements LoadProgress {
    private final ProgressBar bar;

    Bar(String done, String unit, long totalRows) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(done)
              .setInitialMax(totalRows)
              .setStyle(ProgressBarStyle.ASCII)
              .setUnit(unit, 1)
              .setUpdateIntervalMillis(200)
              .showSpeed()
              .build();
    }

    @Override
    public synchronized void table(String name) {
      bar.setExtraMessage(" " + name);
    }

    @Override
    public void accept(long rows) {
      bar.stepBy(rows);
    }

    @Override
    public void close() {
      bar.setExtraMessage("");
      bar.close();
    }
  }

  /** Into a file or a pipe. */
  final class Lines implements LoadProgress {
    private static final int STEPS = 5;

    private final String done;
    private final String unit;
    private final long totalRows;
    private final PrintStream out;
    private long rows;
    private long step;

    Lines(String done, String unit, long totalRows, PrintStream out) {
      this.done = done;
      this.unit = unit;
      this.totalRows = totalRows;
      this.out = out;
    }

    @Override
    public void table(String name) {}

    @Override
    public synchronized void accept(long more) {
      rows += more;
      long reached = totalRows == 0 ? STEPS : rows * STEPS / totalRows;
      if (reached > step) {
        step = reached;
        out.printf(Locale.ROOT, "  %s %,d of %,d%s%n", done, rows, totalRows, unit);
      }
    }

    @Override
    public void close() {}
  }
}
