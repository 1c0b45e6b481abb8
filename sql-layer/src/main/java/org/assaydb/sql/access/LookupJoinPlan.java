package org.assaydb.sql.access;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.schema.IndexDef;
import org.assaydb.sql.expression.Evaluation;
import org.assaydb.sql.expression.Expression;
import org.assaydb.sql.expression.RowSource;
import org.assaydb.sql.operator.HashJoinPlan;
import org.assaydb.sql.operator.JoinType;
import org.assaydb.sql.operator.Plan;
import org.assaydb.sql.vector.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * Join whose right side is looked up in an index, by the keys of a batch of left rows at a time.
 * The index only finds candidates: the whole condition is tested on them.
 *
 * @param inner without ranges: the left rows supply them
 * @param type INNER, LEFT, SEMI or ANTI
 * @param outerKeys left column for each leading key part of the index that is looked up by
 * @param condition over the left and then the inner columns, equalities of the keys included
 * @param otherwise what is done when there are many left rows; null when there is no other way
 */
public record LookupJoinPlan(
    Plan outer,
    TableAccess inner,
    JoinType type,
    List<Integer> outerKeys,
    Expression condition,
    @Nullable Otherwise otherwise)
    implements Plan {
  /**
   * Another way to join.
   *
   * @param most left rows that are looked up before, about
   * @param join of the same rows by reading the inner side once; its left side is replaced
   */
  public record Otherwise(int most, HashJoinPlan join) {}

  public LookupJoinPlan {
    outerKeys = List.copyOf(outerKeys);
  }

  @Override
  public List<ValueType> types() {
    List<ValueType> types = new ArrayList<>(outer.types());
    if (type.givesRight()) {
      types.addAll(inner.types());
    }
    return types;
  }

  @Override
  public RowSource start(Evaluation evaluation) {
    return new LookupJoinRun(this, evaluation);
  }

  /** The reads of a run, without reading; null when the outer rows take more than one. */
  public @Nullable List<ReadSpec> reads(Evaluation evaluation) {
    return LookupJoinRun.reads(this, evaluation);
  }

  @Override
  public List<Plan> inputs() {
    return List.of(outer);
  }

  @Override
  public String describe() {
    return "LookupJoin " + access();
  }

  /** One line of EXPLAIN PROOF. */
  public String access() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < outerKeys.size(); i++) {
      names.add(inner.table().columns().get(keyColumn(i)).name());
    }
    return inner.describe("batched lookups by (" + String.join(", ", names) + ")")
        + (type == JoinType.INNER ? "" : " " + type)
        + " outer fields "
        + outerKeys
        + (otherwise == null ? "" : ", a hash join beyond " + otherwise.most + " rows");
  }

  private int keyColumn(int part) {
    return inner.index().keyParts().get(part).column();
  }

  /** Where the columns of the key parts stand among the inner columns. */
  int[] innerKeys() {
    int[] positions = new int[outerKeys.size()];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = inner.columns().indexOf(keyColumn(i));
    }
    return positions;
  }

  KeyPartCodec[] codecs() {
    KeyPartCodec[] codecs = new KeyPartCodec[outerKeys.size()];
    List<IndexDef.KeyPart> parts = inner.index().keyParts();
    Arrays.setAll(
        codecs,
        i ->
            new KeyPartCodec(
                inner.table().columns().get(keyColumn(i)).type(), parts.get(i).descending()));
    return codecs;
  }

  /** Whether the key parts are the whole key of the index. */
  boolean wholeKey() {
    return outerKeys.size() == inner.index().keyParts().size();
  }
}
