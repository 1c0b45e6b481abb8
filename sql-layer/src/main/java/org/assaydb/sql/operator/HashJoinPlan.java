package org.assaydb.sql.operator;

import java.util.List;
import org.assaydb.sql.expression.Evaluation;
import org.assaydb.sql.expression.Expression;
import org.assaydb.sql.expression.RowSource;
import org.assaydb.sql.vector.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * Joins rows that are equal in some keys. One side, the build side, is held in memory by its keys;
 * the other passes by. The result has the order of the side that passes by, and within one row's
 * matches that of the build side; rows of the build side that are kept without a match come last.
 * What does not fit in memory goes through temporary files; the result is the same, row by row.
 *
 * @param condition over the left and then the right columns, part of what a match is; null for none
 * @param buildLeft whether the left side is the build side; not with keys whose NULLs are UNKNOWN
 */
public record HashJoinPlan(
    Plan left,
    Plan right,
    JoinType type,
    List<JoinKey> keys,
    @Nullable Expression condition,
    boolean buildLeft)
    implements Plan {
  public HashJoinPlan {
    keys = List.copyOf(keys);
    boolean unknown = keys.stream().anyMatch(key -> key.nulls() == JoinKey.Nulls.UNKNOWN);
    if (unknown && (type != JoinType.ANTI || buildLeft)) {
      throw new IllegalArgumentException("NULLs are UNKNOWN only in an anti join");
    }
    for (JoinKey key : keys) {
      if (key.left().type().layout() != key.right().type().layout()
          || key.left().type().scale() != key.right().type().scale()) {
        throw new IllegalArgumentException(
            "keys of types " + key.left().type() + " and " + key.right().type());
      }
    }
  }

  /** Builds the right side. */
  public HashJoinPlan(
      Plan left, Plan right, JoinType type, List<JoinKey> keys, @Nullable Expression condition) {
    this(left, right, type, keys, condition, false);
  }

  /** The same join of other left rows of the same types. */
  public HashJoinPlan withLeft(Plan other) {
    return new HashJoinPlan(other, right, type, keys, condition, buildLeft);
  }

  @Override
  public List<ValueType> types() {
    return type.givesRight() ? Batches.concat(left.types(), right.types()) : left.types();
  }

  @Override
  public List<Plan> inputs() {
    return List.of(left, right);
  }

  @Override
  public String describe() {
    StringBuilder text = new StringBuilder("HashJoin ").append(type);
    for (JoinKey key : keys) {
      String sign =
          switch (key.nulls()) {
            case NO_MATCH -> " = ";
            case EQUAL -> " is not distinct from ";
            case UNKNOWN -> " not in ";
          };
      text.append(", ").append(key.left()).append(sign).append(key.right());
    }
    text.append(condition == null ? "" : ", where " + condition);
    return text.append(buildLeft ? ", builds left" : "").toString();
  }

  @Override
  public RowSource start(Evaluation evaluation) {
    return new JoinRun(new JoinSides(this), evaluation);
  }
}
