package org.assaydb.sql.operator;

import java.util.List;
import org.assaydb.sql.expression.Expression;
import org.assaydb.sql.vector.Batch;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.Vector;
import org.jspecify.annotations.Nullable;

/**
 * A join seen from the side that passes by (probe) and the side that is held (build).
 *
 * <p>While rows go through temporary files, those of both sides have one more column at the end,
 * their number in the input; a result then has the two numbers at its end, and order is restored by
 * them.
 */
final class JoinSides {
  final Plan probe;
  final Plan build;
  final List<Expression> probeKeys;
  final List<Expression> buildKeys;
  final List<JoinKey.Nulls> nulls;
  final @Nullable Expression condition;
  private final JoinType type;
  private final boolean buildLeft;
  private final int probeWidth;
  private final int buildWidth;

  JoinSides(HashJoinPlan join) {
    type = join.type();
    buildLeft = join.buildLeft();
    condition = join.condition();
    probe = buildLeft ? join.right() : join.left();
    build = buildLeft ? join.left() : join.right();
    List<Expression> left = join.keys().stream().map(JoinKey::left).toList();
    List<Expression> right = join.keys().stream().map(JoinKey::right).toList();
    probeKeys = buildLeft ? right : left;
    buildKeys = buildLeft ? left : right;
    nulls = join.keys().stream().map(JoinKey::nulls).toList();
    probeWidth = probe.types().size();
    buildWidth = build.types().size();
  }

  /** Whether only which rows have a match counts: the probe side's ... */
  boolean choosesProbe() {
    return !type.givesRight() && !buildLeft;
  }

  /** ... or the build side's. */
  boolean choosesBuild() {
    return !type.givesRight() && buildLeft;
  }

  boolean givesPairs() {
    return type.givesRight();
  }

  /** Whether the chosen rows are those without a match. */
  boolean isAnti() {
    return type == JoinType.ANTI;
  }

  boolean keepsProbe() {
    return buildLeft ? type.keepsRight() : type.keepsLeft();
  }

  boolean keepsBuild() {
    return buildLeft ? type.keepsLeft() : type.keepsRight();
  }

  /** Whether it is to be remembered which build rows had a match. */
  boolean marksBuild() {
    return keepsBuild() || choosesBuild();
  }

  /** Whether there are no rows when the build side has none. */
  boolean isEmptyWithoutBuild() {
    return !keepsProbe() && !(choosesProbe() && isAnti());
  }

  boolean hasUnknown() {
    return nulls.contains(JoinKey.Nulls.UNKNOWN);
  }

  boolean isUnknown(int key) {
    return nulls.get(key) == JoinKey.Nulls.UNKNOWN;
  }

  /** Pairs of rows as the condition sees them. */
  Batch conditionInput(Batch probeRows, int[] p, Batch buildRows, int[] b, int count) {
    Batch fromProbe = Batches.firstColumns(probeRows, probeWidth).gather(p, count);
    Batch fromBuild = Batches.firstColumns(buildRows, buildWidth).gather(b, count);
    return buildLeft ? fromBuild.beside(fromProbe) : fromProbe.beside(fromBuild);
  }

  /**
   * Rows of the result.
   *
   * @param p places in {@code probeRows}, -1 for NULLs; {@code b} likewise
   */
  Batch result(Batch probeRows, int[] p, Batch buildRows, int[] b, int count) {
    boolean numbered = probeRows.width() > probeWidth;
    Batch fromProbe = isAll(p, count, probeRows) ? probeRows : probeRows.gather(p, count);
    Batch fromBuild = buildRows.gather(b, count);
    Batch columns = Batches.firstColumns(fromProbe, choosesBuild() ? 0 : probeWidth);
    Batch others = Batches.firstColumns(fromBuild, choosesProbe() ? 0 : buildWidth);
    Batch result = buildLeft ? others.beside(columns) : columns.beside(others);
    if (!numbered) {
      return result;
    }
    Vector probeNumber = fromProbe.column(probeWidth);
    Vector buildNumber = fromBuild.column(buildWidth);
    return result.beside(new Batch(count, probeNumber, buildNumber));
  }

  /** Whether the places are all rows, each once and in order: then nothing need be copied. */
  private static boolean isAll(int[] places, int count, Batch rows) {
    if (count != rows.rows()) {
      return false;
    }
    for (int i = 0; i < count; i++) {
      if (places[i] != i) {
        return false;
      }
    }
    return true;
  }

  List<ValueType> resultTypes() {
    List<ValueType> left = (buildLeft ? build : probe).types();
    return type.givesRight() ? Batches.concat(left, (buildLeft ? probe : build).types()) : left;
  }
}
