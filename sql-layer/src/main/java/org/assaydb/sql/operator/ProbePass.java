package org.assaydb.sql.operator;

import java.util.Arrays;
import org.assaydb.sql.expression.Evaluation;
import org.assaydb.sql.vector.Batch;
import org.assaydb.sql.vector.BooleanVector;
import org.assaydb.sql.vector.Validity;
import org.assaydb.sql.vector.Vector;
import org.jspecify.annotations.Nullable;

/**
 * Takes batches of the probe side past a built side. For each batch: {@link #begin}, then {@link
 * #next} until it gives null; when all have passed, {@link #nextOfBuild} until it gives null.
 */
final class ProbePass {
  private static final int PAIRS = Batch.ROWS;

  private final JoinSides sides;
  private final BuildSide build;
  private final Evaluation evaluation;

  /** Build rows that had a match, when that counts. */
  private final long[] buildMarks;

  /** Whether only pairs are given, and rows chosen or kept by their marks are the caller's. */
  private final boolean pairsOnly;

  private Batch probe;
  private Vector[] probeKeys = new Vector[0];
  private boolean[] marks = new boolean[0];
  private int[] from = new int[0];
  private int[] to = new int[0];
  private int @Nullable [] places;
  private final int[] pairProbe = new int[PAIRS];
  private final int[] pairBuild = new int[PAIRS];

  /** The probe row whose pairs come next, and how many of its pairs were seen. */
  private int row;

  private int seen;
  private int finishedRows;
  private boolean secondLook;
  private boolean chosen;
  private int nextBuildRow;

  ProbePass(JoinSides sides, BuildSide build, Evaluation evaluation, boolean pairsOnly) {
    this.sides = sides;
    this.build = build;
    this.evaluation = evaluation;
    this.pairsOnly = pairsOnly;
    this.probe = Batches.empty(sides.probe.types());
    this.buildMarks = Validity.noneSet(sides.marksBuild() ? build.rowCount() : 0);
  }

  void begin(Batch batch) {
    begin(batch, new boolean[batch.rows()]);
  }

  /**
   * Begins with a batch.
   *
   * @param matched which rows are known to have a match; the rows that get one are added
   */
  void begin(Batch batch, boolean[] matched) {
    probe = batch;
    marks = matched;
    probeKeys = Batches.evaluate(sides.probeKeys, batch, evaluation);
    if (from.length < batch.rows()) {
      from = new int[batch.rows()];
      to = new int[batch.rows()];
    }
    build.find(probeKeys, batch.rows(), from, to);
    places = build.places();
    row = 0;
    seen = 0;
    finishedRows = 0;
    secondLook = false;
    chosen = false;
    if (sides.choosesProbe() && sides.condition == null) {
      markByKey();
    }
  }

  /** Without a condition, to share a key is to match: no pair need be looked at. */
  private void markByKey() {
    for (int i = 0; i < probe.rows(); i++) {
      marks[i] |= from[i] < to[i];
    }
    row = probe.rows();
    finishedRows = row;
  }

  /** The next rows that come of the batch. */
  @Nullable Batch next() {
    while (true) {
      evaluation.checkInterrupted();
      if (row == probe.rows() && finishedRows == row) {
        if (!secondLook && build.unknown() != null) {
          lookAgain(build.unknown());
          continue;
        }
        return chooseProbe();
      }
      int count = checked(pairs());
      mark(count);
      Batch result = sides.givesPairs() ? result(count) : null;
      finishedRows = row;
      if (result != null) {
        return result;
      }
    }
  }

  private void lookAgain(UnknownKeys unknown) {
    unknown.find(probeKeys, probe.rows(), from, to);
    places = unknown.places();
    row = 0;
    finishedRows = 0;
    secondLook = true;
  }

  /** Collects pairs that match by key; gives their number. */
  private int pairs() {
    boolean onlyMarks = sides.choosesProbe();
    int n = 0;
    while (row < probe.rows() && n < PAIRS) {
      int first = from[row] + seen;
      int past = onlyMarks && marks[row] ? first : to[row];
      int taken = Math.min(past - first, PAIRS - n);
      for (int k = first; k < first + taken; k++) {
        pairProbe[n] = row;
        pairBuild[n++] = places == null ? k : places[k];
      }
      if (first + taken >= past) {
        row++;
        seen = 0;
      } else {
        seen += taken;
      }
    }
    return n;
  }

  /** Keeps the pairs for which the condition is TRUE; gives their number. */
  private int checked(int pairs) {
    int count = pairs;
    UnknownKeys unknown = build.unknown();
    if (secondLook && unknown != null) {
      count = 0;
      for (int i = 0; i < pairs; i++) {
        if (unknown.canBeEqual(probeKeys, pairProbe[i], pairBuild[i])) {
          pairProbe[count] = pairProbe[i];
          pairBuild[count++] = pairBuild[i];
        }
      }
    }
    if (count == 0 || sides.condition == null) {
      return count;
    }
    Batch input = sides.conditionInput(probe, pairProbe, build.rows(), pairBuild, count);
    int[] kept = ((BooleanVector) sides.condition.evaluate(input, evaluation)).trueRows();
    for (int i = 0; i < kept.length; i++) {
      pairProbe[i] = pairProbe[kept[i]];
      pairBuild[i] = pairBuild[kept[i]];
    }
    return kept.length;
  }

  private void mark(int count) {
    if (sides.keepsProbe() || sides.choosesProbe()) {
      for (int i = 0; i < count; i++) {
        marks[pairProbe[i]] = true;
      }
    }
    if (sides.marksBuild()) {
      for (int i = 0; i < count; i++) {
        Validity.set(buildMarks, pairBuild[i]);
      }
    }
  }

  /** The pairs, and among them the rows without a match whose pairs were all seen. */
  private @Nullable Batch result(int count) {
    if (!sides.keepsProbe() || pairsOnly) {
      return count == 0 ? null : sides.result(probe, pairProbe, build.rows(), pairBuild, count);
    }
    int[] p = new int[count + row - finishedRows];
    int[] b = new int[p.length];
    int n = 0;
    int pair = 0;
    for (int r = finishedRows; r < row; r++) {
      if (!marks[r]) {
        p[n] = r;
        b[n++] = -1;
      }
      for (; pair < count && pairProbe[pair] == r; pair++) {
        p[n] = r;
        b[n++] = pairBuild[pair];
      }
    }
    for (; pair < count; pair++) {
      p[n] = pairProbe[pair];
      b[n++] = pairBuild[pair];
    }
    return n == 0 ? null : sides.result(probe, p, build.rows(), b, n);
  }

  private @Nullable Batch chooseProbe() {
    if (!sides.choosesProbe() || pairsOnly || chosen) {
      return null;
    }
    chosen = true;
    return unpaired(sides, probe, marks, build.rows());
  }

  /** Probe rows that are kept or chosen for their marks; null for none. */
  static @Nullable Batch unpaired(JoinSides sides, Batch probe, boolean[] marks, Batch buildRows) {
    boolean wanted = sides.choosesProbe() && !sides.isAnti();
    int[] p = new int[probe.rows()];
    int n = 0;
    for (int i = 0; i < p.length; i++) {
      if (marks[i] == wanted) {
        p[n++] = i;
      }
    }
    int[] none = new int[n];
    Arrays.fill(none, -1);
    return n == 0 ? null : sides.result(probe, p, buildRows, none, n);
  }

  /** The next build rows that are kept or chosen for their marks. */
  @Nullable Batch nextOfBuild() {
    if (!sides.marksBuild()) {
      return null;
    }
    boolean wanted = sides.choosesBuild() && !sides.isAnti();
    int[] b = new int[Batch.ROWS];
    int n = 0;
    for (; nextBuildRow < build.rowCount() && n < b.length; nextBuildRow++) {
      if (Validity.isNull(buildMarks, nextBuildRow) != wanted) {
        b[n++] = nextBuildRow;
      }
    }
    int[] none = new int[n];
    Arrays.fill(none, -1);
    return n == 0 ? null : sides.result(probe, none, build.rows(), b, n);
  }
}
