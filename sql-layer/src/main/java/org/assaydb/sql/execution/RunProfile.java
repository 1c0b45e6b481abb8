package org.assaydb.sql.execution;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.assaydb.proofs.read.ReadCosts;
import org.assaydb.sql.expression.RowSource;
import org.assaydb.sql.expression.RunObserver;
import org.assaydb.sql.vector.Batch;
import org.jspecify.annotations.Nullable;

/**
 * Measures one run: what each operator takes itself, without its inputs and the sub-queries in its
 * expressions, which are operators of their own. Not thread safe.
 */
final class RunProfile implements RunObserver {
  /** Stands for what is asked for before the operators start. */
  static final Object FIRST_READS = new Object();

  /** What one operator did, in all its starts. */
  static final class Figures {
    long rows;
    long nanos;
    ReadCosts reads = ReadCosts.NONE;
  }

  /** A step under way. */
  private static final class Step {
    final @Nullable Step outer;
    final long startNanos = System.nanoTime();
    final ReadCosts readsBefore;
    long innerNanos;
    ReadCosts innerReads = ReadCosts.NONE;

    Step(@Nullable Step outer, ReadCosts readsBefore) {
      this.outer = outer;
      this.readsBefore = readsBefore;
    }
  }

  private final Supplier<ReadCosts> costs;
  private final Map<Object, Figures> figures = new IdentityHashMap<>();
  private @Nullable Step current;

  /** {@code costs}: of all reads of the run until now. */
  RunProfile(Supplier<ReadCosts> costs) {
    this.costs = costs;
  }

  /** Null when it never started. */
  @Nullable Figures of(Object operator) {
    return figures.get(operator);
  }

  Iterable<Object> operators() {
    return figures.keySet();
  }

  void measure(Object operator, Runnable step) {
    measure(
        figures.computeIfAbsent(operator, o -> new Figures()),
        () -> {
          step.run();
          return true;
        });
  }

  private <T extends @Nullable Object> T measure(Figures of, Supplier<T> work) {
    Step step = new Step(current, costs.get());
    current = step;
    try {
      return work.get();
    } finally {
      long nanos = System.nanoTime() - step.startNanos;
      ReadCosts reads = costs.get().minus(step.readsBefore);
      of.nanos += nanos - step.innerNanos;
      of.reads = of.reads.plus(reads.minus(step.innerReads));
      if (step.outer != null) {
        step.outer.innerNanos += nanos;
        step.outer.innerReads = step.outer.innerReads.plus(reads);
      }
      current = step.outer;
    }
  }

  @Override
  public RowSource observed(Object operator, Supplier<RowSource> start) {
    Figures of = figures.computeIfAbsent(operator, o -> new Figures());
    RowSource source = measure(of, start);
    return new RowSource() {
      @Override
      public @Nullable Batch next() {
        Batch batch = RunProfile.this.<@Nullable Batch>measure(of, source::next);
        of.rows += batch == null ? 0 : batch.rows();
        return batch;
      }

      @Override
      public void close() {
        source.close();
      }
    };
  }
}
