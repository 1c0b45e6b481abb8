package org.assaydb.sql.operator;

import org.assaydb.sql.expression.Evaluation;
import org.assaydb.sql.expression.RowSource;
import org.assaydb.sql.spill.Reservation;
import org.assaydb.sql.vector.Batch;
import org.jspecify.annotations.Nullable;

/** One run of a join: in memory as long as the build side fits, else by {@link SpilledJoin}. */
final class JoinRun implements RowSource {
  private final JoinSides sides;
  private final Evaluation evaluation;
  private final Reservation memory;
  private @Nullable RowSource input;
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
    BuildSide build = new BuildSide(sides, sides.build.types(), evaluation);
    RowSource buildRows = sides.build.open(evaluation);
    input = buildRows;
    for (Batch batch = buildRows.next(); batch != null; batch = buildRows.next()) {
      evaluation.checkInterrupted();
      build.add(batch);
      if (!memory.resize(build.sizeBytes())) {
        build.build();
        spill(build.rows(), buildRows);
        return;
      }
    }
    buildRows.close();
    build.build();
    input = null;
    if (build.rowCount() > 0 || !sides.isEmptyWithoutBuild()) {
      input = sides.probe.open(evaluation);
      pass = new ProbePass(sides, build, evaluation, false);
    }
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
    RowSource probe = sides.probe.open(evaluation);
    input = probe;
    for (Batch batch = probe.next(); batch != null; batch = probe.next()) {
      join.addProbe(batch);
    }
    probe.close();
    join.join();
  }

  private @Nullable Batch nextInMemory(ProbePass current) {
    while (input != null) {
      if (batchAtHand) {
        Batch result = current.next();
        if (result != null) {
          return result;
        }
        batchAtHand = false;
      }
      Batch batch = input.next();
      if (batch == null) {
        input.close();
        input = null;
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
    if (input != null) {
      input.close();
      input = null;
    }
    if (spilled != null) {
      spilled.close();
    }
    memory.close();
  }
}
