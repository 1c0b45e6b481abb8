package org.assaydb.sql.operator;

import org.assaydb.sql.expression.Evaluation;
import org.assaydb.sql.expression.RowSource;
import org.assaydb.sql.spill.Reservation;
import org.assaydb.sql.vector.Batch;
import org.jspecify.annotations.Nullable;

/**
 * One run of a join: in memory as long as the build side fits, else by {@link SpilledJoin}.
 *
 * <p>A semi or anti join looks for a row of its probe side first: the other side comes of a
 * sub-query, which is not evaluated, and cannot fail, where there is no row to ask it for.
 */
final class JoinRun implements RowSource {
  private final JoinSides sides;
  private final Evaluation evaluation;
  private final Reservation memory;
  private @Nullable RowSource buildRows;
  private @Nullable RowSource probeRows;

  /** A batch of the probe side that was taken before the build side was read. */
  private @Nullable Batch firstProbe;

  private @Nullable ProbePass pass;
  private @Nullable SpilledJoin spilled;
  private boolean started;
  private boolean batchAtHand;

  JoinRun(JoinSides sides, Evaluation evaluation) {
    this.sides = sides;
    this.evaluation = evaluation;
    this.memory = new Reservation(evaluation.workspace());
  }

  @Override
  public @Nullable Batch next() {
    if (!started) {
      started = true;
      start();
    }
    return spilled != null ? spilled.next() : pass != null ? nextInMemory(pass) : null;
  }

  private void start() {
    if (sides.choosesProbe()) {
      firstProbe = openProbe().next();
      if (firstProbe == null) {
        return;
      }
    }
    BuildSide build = new BuildSide(sides, sides.build.types(), evaluation);
    RowSource rows = sides.build.open(evaluation);
    buildRows = rows;
    for (Batch batch = rows.next(); batch != null; batch = rows.next()) {
      evaluation.checkInterrupted();
      build.add(batch);
      if (!memory.resize(build.sizeBytes())) {
        build.build();
        spill(build.rows(), rows);
        return;
      }
    }
    rows.close();
    build.build();
    buildRows = null;
    if (build.rowCount() > 0 || !sides.isEmptyWithoutBuild()) {
      openProbe();
      pass = new ProbePass(sides, build, evaluation, false);
    }
  }

  private RowSource openProbe() {
    RowSource rows = probeRows == null ? sides.probe.open(evaluation) : probeRows;
    probeRows = rows;
    return rows;
  }

  private @Nullable Batch nextProbe(RowSource rows) {
    Batch first = firstProbe;
    firstProbe = null;
    return first == null ? rows.next() : first;
  }

  private void spill(Batch first, RowSource rest) {
    SpilledJoin join = new SpilledJoin(sides, evaluation);
    spilled = join;
    memory.close();
    join.addBuild(first);
    for (Batch batch = rest.next(); batch != null; batch = rest.next()) {
      join.addBuild(batch);
    }
    rest.close();
    RowSource probe = openProbe();
    for (Batch batch = nextProbe(probe); batch != null; batch = nextProbe(probe)) {
      join.addProbe(batch);
    }
    probe.close();
    join.join();
  }

  private @Nullable Batch nextInMemory(ProbePass current) {
    while (probeRows != null) {
      if (batchAtHand) {
        Batch result = current.next();
        if (result != null) {
          return result;
        }
        batchAtHand = false;
      }
      Batch batch = nextProbe(probeRows);
      if (batch == null) {
        probeRows.close();
        probeRows = null;
      } else {
        current.begin(batch);
        batchAtHand = true;
      }
    }
    return current.nextOfBuild();
  }

  @Override
  public void close() {
    started = true;
    pass = null;
    firstProbe = null;
    if (buildRows != null) {
      buildRows.close();
      buildRows = null;
    }
    if (probeRows != null) {
      probeRows.close();
      probeRows = null;
    }
    if (spilled != null) {
      spilled.close();
    }
    memory.close();
  }
}
