package org.assaydb.sql.operator;

import java.util.ArrayList;
import java.util.List;
import org.assaydb.sql.expression.Evaluation;
import org.assaydb.sql.expression.Expression;
import org.assaydb.sql.expression.RowSource;
import org.assaydb.sql.keys.RowOrder;
import org.assaydb.sql.spill.Reservation;
import org.assaydb.sql.spill.SpilledRows;
import org.assaydb.sql.vector.Batch;
import org.assaydb.sql.vector.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * A join whose build side does not fit in memory. Both sides are parted by a hash of their keys,
 * again and again, until a part fits; a part that hashing cannot make smaller is joined in blocks,
 * each of which all its probe rows pass. The rows are then sorted into the order that they have
 * without files.
 */
final class SpilledJoin implements AutoCloseable {
  private final JoinSides sides;
  private final Evaluation evaluation;
  private final List<ValueType> buildTypes;
  private final Reservation memory;
  private final RowSorting results;
  private final List<Expression> probePartKeys;
  private final List<Expression> buildPartKeys;
  private final Partitions build;
  private final Partitions probe;
  private final List<Partitions> open = new ArrayList<>();
  private long buildRows;
  private long probeRows;
  private @Nullable RowSource sorted;

  SpilledJoin(JoinSides sides, Evaluation evaluation) {
    this.sides = sides;
    this.evaluation = evaluation;
    buildTypes = Batches.concat(sides.build.types(), List.of(Batches.SEQUENCE));
    memory = new Reservation(evaluation.workspace());
    probePartKeys = partKeys(sides.probeKeys);
    buildPartKeys = partKeys(sides.buildKeys);
    List<ValueType> numbers = List.of(Batches.SEQUENCE, Batches.SEQUENCE);
    int width = sides.resultTypes().size();
    RowOrder order =
        new RowOrder(
            List.of(
                new RowOrder.Key(width, false, false), new RowOrder.Key(width + 1, false, false)));
    results =
        new RowSorting(Batches.concat(sides.resultTypes(), numbers), order, evaluation.workspace());
    build = partitions(0);
    probe = partitions(0);
  }

  /** A NULL that is UNKNOWN matches rows of all hashes: such keys do not part rows. */
  private List<Expression> partKeys(List<Expression> keys) {
    List<Expression> sure = new ArrayList<>();
    for (int k = 0; k < keys.size(); k++) {
      if (!sides.isUnknown(k)) {
        sure.add(keys.get(k));
      }
    }
    return sure;
  }

  private Partitions partitions(int level) {
    Partitions parts = new Partitions(evaluation.workspace(), Batches.types(buildPartKeys), level);
    open.add(parts);
    return parts;
  }

  void addBuild(Batch batch) {
    Batch numbered = Batches.numbered(batch, buildRows);
    buildRows += batch.rows();
    build.add(numbered, Batches.evaluate(buildPartKeys, numbered, evaluation));
  }

  void addProbe(Batch batch) {
    Batch numbered = Batches.numbered(batch, probeRows);
    probeRows += batch.rows();
    probe.add(numbered, Batches.evaluate(probePartKeys, numbered, evaluation));
  }

  /** Joins the rows that were added. */
  void join() {
    joinParts(build, probe, 0);
    sorted = results.sorted();
  }

  private void joinParts(Partitions buildParts, Partitions probeParts, int level) {
    for (int p = 0; p < Partitions.COUNT; p++) {
      joinPart(buildParts.part(p), probeParts.part(p), level);
    }
    buildParts.close();
    probeParts.close();
    open.remove(buildParts);
    open.remove(probeParts);
  }

  private void joinPart(SpilledRows buildPart, SpilledRows probePart, int level) {
    SpilledRows.Reader reader = buildPart.read();
    BuildSide side = new BuildSide(sides, buildTypes, evaluation);
    for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
      evaluation.checkInterrupted();
      side.add(batch);
      if (!memory.resize(side.sizeBytes())) {
        memory.close();
        partAgain(buildPart, probePart, level + 1);
        return;
      }
    }
    side.build();
    pass(side, probePart, null);
    memory.close();
  }

  private void partAgain(SpilledRows buildPart, SpilledRows probePart, int level) {
    if (level == Partitions.MOST_LEVELS || buildPartKeys.isEmpty()) {
      joinBlocks(buildPart, probePart);
      return;
    }
    Partitions smaller = partitions(level);
    part(buildPart, smaller, buildPartKeys);
    for (int p = 0; p < Partitions.COUNT; p++) {
      if (smaller.part(p).rows() == buildPart.rows()) {
        smaller.close();
        open.remove(smaller);
        joinBlocks(buildPart, probePart);
        return;
      }
    }
    Partitions probeParts = partitions(level);
    part(probePart, probeParts, probePartKeys);
    joinParts(smaller, probeParts, level);
  }

  private void part(SpilledRows rows, Partitions target, List<Expression> keys) {
    SpilledRows.Reader reader = rows.read();
    for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
      target.add(batch, Batches.evaluate(keys, batch, evaluation));
    }
  }

  /** Takes the probe rows past one block of the build side after the other. */
  private void joinBlocks(SpilledRows buildPart, SpilledRows probePart) {
    List<boolean[]> marks = new ArrayList<>();
    SpilledRows.Reader reader = buildPart.read();
    BuildSide block = new BuildSide(sides, buildTypes, evaluation);
    for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
      evaluation.checkInterrupted();
      block.add(batch);
      if (!memory.resize(block.sizeBytes())) {
        memory.force(block.sizeBytes());
        block.build();
        pass(block, probePart, marks);
        memory.close();
        block = new BuildSide(sides, buildTypes, evaluation);
      }
    }
    block.build();
    pass(block, probePart, marks);
    memory.close();
    if (sides.keepsProbe() || sides.choosesProbe()) {
      addUnpaired(probePart, marks);
    }
  }

  /**
   * Takes probe rows past a side.
   *
   * @param marks which probe rows, batch by batch, had a match in any block; null when the side is
   *     all there is
   */
  private void pass(BuildSide side, SpilledRows probePart, @Nullable List<boolean[]> marks) {
    ProbePass pass = new ProbePass(sides, side, evaluation, marks != null);
    SpilledRows.Reader reader = probePart.read();
    int n = 0;
    for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
      if (marks != null && marks.size() == n) {
        marks.add(new boolean[batch.rows()]);
      }
      pass.begin(batch, marks == null ? new boolean[batch.rows()] : marks.get(n));
      n++;
      for (Batch found = pass.next(); found != null; found = pass.next()) {
        results.add(found);
      }
    }
    if (n == 0) {
      pass.begin(noProbeRows());
    }
    for (Batch rest = pass.nextOfBuild(); rest != null; rest = pass.nextOfBuild()) {
      results.add(rest);
    }
  }

  private Batch noProbeRows() {
    return Batches.numbered(Batches.empty(sides.probe.types()), 0);
  }

  private void addUnpaired(SpilledRows probePart, List<boolean[]> marks) {
    Batch none = Batches.numbered(Batches.empty(sides.build.types()), 0);
    SpilledRows.Reader reader = probePart.read();
    int n = 0;
    for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
      Batch rest = ProbePass.unpaired(sides, batch, marks.get(n++), none);
      if (rest != null) {
        results.add(rest);
      }
    }
  }

  @Nullable Batch next() {
    Batch batch = sorted == null ? null : sorted.next();
    return batch == null ? null : Batches.firstColumns(batch, sides.resultTypes().size());
  }

  @Override
  public void close() {
    open.forEach(Partitions::close);
    open.clear();
    memory.close();
    results.close();
  }
}
