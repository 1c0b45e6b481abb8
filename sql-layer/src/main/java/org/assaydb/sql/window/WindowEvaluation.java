package org.assaydb.sql.window;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assaydb.sql.expression.Evaluation;
import org.assaydb.sql.vector.Batch;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.Vector;

/** Computes calls with one partitioning and order in one run of a plan. Not thread safe. */
public final class WindowEvaluation {
  private final List<WindowCall> calls;
  private final List<ValueType> types;
  private final Evaluation run;
  private final List<WindowFunction> functions = new ArrayList<>();
  private final Map<Frame, FrameBounds> bounds = new HashMap<>();

  /**
   * @param calls at least one, all sorted alike
   * @param types of the columns of the rows
   */
  public WindowEvaluation(List<WindowCall> calls, List<ValueType> types, Evaluation run) {
    this.calls = List.copyOf(calls);
    this.types = types;
    this.run = run;
    for (WindowCall call : calls) {
      functions.add(WindowFunctions.find(call, types));
    }
  }

  /**
   * Throws what {@link #evaluate} would throw for a call whatever the rows.
   *
   * @throws org.assaydb.sql.SqlLayerException 0A000 for an unknown function
   */
  public static void check(WindowCall call, List<ValueType> types) {
    WindowFunctions.find(call, types);
  }

  /**
   * A column a call.
   *
   * @param rows whole partitions, sorted
   */
  public Vector[] evaluate(Batch rows) {
    WindowCall first = calls.get(0);
    WindowRows stretch =
        new WindowRows(rows, first.partition(), first.order(), run::checkInterrupted);
    Map<Frame, Frames> frames = new HashMap<>();
    Vector[] results = new Vector[calls.size()];
    for (int c = 0; c < results.length; c++) {
      run.checkInterrupted();
      Frame frame = calls.get(c).frame();
      Frames framed = frames.computeIfAbsent(frame, f -> boundsOf(f, first).frames(stretch));
      results[c] = functions.get(c).evaluate(stretch, framed);
    }
    return results;
  }

  /** Offsets are looked at when there are rows, not before. */
  private FrameBounds boundsOf(Frame frame, WindowCall first) {
    return bounds.computeIfAbsent(frame, f -> new FrameBounds(f, first.order(), types, run));
  }
}
