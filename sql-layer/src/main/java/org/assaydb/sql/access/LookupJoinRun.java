package org.assaydb.sql.access;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeSet;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.sql.expression.Evaluation;
import org.assaydb.sql.expression.RowSource;
import org.assaydb.sql.operator.JoinType;
import org.assaydb.sql.operator.Plan;
import org.assaydb.sql.vector.Batch;
import org.assaydb.sql.vector.BooleanVector;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.Vector;
import org.assaydb.sql.vector.Vectors;
import org.jspecify.annotations.Nullable;

/** A run of a {@link LookupJoinPlan}. */
final class LookupJoinRun implements RowSource {
  private static final int LOOKUPS = 1024;
  private static final int FIRST = 64;
  private static final int PAIRS = 16_384;
  private static final int[] NONE = {};

  private final LookupJoinPlan plan;
  private final Evaluation evaluation;
  private final RowSource outer;
  private final KeyPartCodec[] codecs;
  private final int[] innerKeys;
  private final List<ValueType> outerTypes;
  private final List<ValueType> innerTypes;
  private final Queue<Batch> ready = new ArrayDeque<>();
  private final Deque<Batch> waiting = new ArrayDeque<>();
  private int wanted = FIRST;
  private long looked;
  private @Nullable RowSource rest;

  LookupJoinRun(LookupJoinPlan plan, Evaluation evaluation) {
    this.plan = plan;
    this.evaluation = evaluation;
    outer = plan.outer().open(evaluation);
    codecs = plan.codecs();
    innerKeys = plan.innerKeys();
    outerTypes = plan.outer().types();
    innerTypes = plan.inner().types();
  }

  @Override
  public @Nullable Batch next() {
    LookupJoinPlan.Otherwise otherwise = plan.otherwise();
    long most = otherwise == null ? Long.MAX_VALUE : otherwise.most();
    while (ready.isEmpty()) {
      evaluation.checkInterrupted();
      if (rest != null) {
        return rest.next();
      }
      Batch rows = together((int) Math.min(LOOKUPS, Math.max(1, most - looked)));
      if (rows == null) {
        return null;
      }
      if (otherwise == null || looked < most) {
        looked += rows.rows();
        join(rows);
      } else {
        waiting.addFirst(rows);
        rest = otherwise.join().withLeft(new Rest()).open(evaluation);
      }
    }
    return ready.remove();
  }

  /** Outer rows to be looked up at once, few at first: a LIMIT above may end it all. */
  private @Nullable Batch together(int most) {
    int least = Math.min(most, wanted);
    wanted = Math.min(LOOKUPS, 4 * wanted);
    RowBuilder some = new RowBuilder(outerTypes);
    int count = 0;
    for (Batch batch = nextOuter(); batch != null; batch = nextOuter()) {
      int taken = Math.min(most - count, batch.rows());
      Batch part = batch;
      if (taken < batch.rows()) {
        part = batch.slice(0, taken);
        waiting.addFirst(batch.slice(taken, batch.rows() - taken));
      }
      if (count == 0 && taken >= least) {
        return part;
      }
      some.addAll(part);
      count += taken;
      if (count >= least) {
        break;
      }
    }
    return count == 0 ? null : some.batch();
  }

  private @Nullable Batch nextOuter() {
    Batch first = waiting.poll();
    return first == null ? outer.next() : first;
  }

  /** The outer rows that were not looked up. */
  private final class Rest implements Plan, RowSource {
    @Override
    public List<ValueType> types() {
      return outerTypes;
    }

    @Override
    public RowSource start(Evaluation same) {
      return this;
    }

    @Override
    public @Nullable Batch next() {
      return nextOuter();
    }

    @Override
    public List<Plan> inputs() {
      return List.of();
    }

    @Override
    public String describe() {
      return "Rest";
    }

    @Override
    public void close() {
      outer.close();
    }
  }

  /** See {@link LookupJoinPlan#reads}. */
  static @Nullable List<ReadSpec> reads(LookupJoinPlan plan, Evaluation evaluation) {
    try (LookupJoinRun run = new LookupJoinRun(plan, evaluation)) {
      Batch rows = run.outer.next();
      if (rows == null) {
        return List.of();
      }
      if (rows.rows() > LOOKUPS || run.outer.next() != null) {
        return null;
      }
      ReadSpec spec = run.spec(run.keys(rows));
      return spec == null ? List.of() : List.of(spec);
    }
  }

  /** The key that each row looks for; null where there can be none. */
  private @Nullable Key[] keys(Batch left) {
    @Nullable Key[] keys = new @Nullable Key[left.rows()];
    int[] outerKeys = plan.outerKeys().stream().mapToInt(Integer::intValue).toArray();
    for (int i = 0; i < keys.length; i++) {
      keys[i] = key(left, outerKeys, outerTypes, i);
    }
    return keys;
  }

  private void join(Batch left) {
    @Nullable Key[] keys = keys(left);
    Batch inner = read(keys);
    Map<Key, int[]> candidates = byKey(inner);
    boolean[] matched = new boolean[left.rows()];
    int[] lefts = new int[PAIRS];
    int[] rights = new int[PAIRS];
    int pairs = 0;
    for (int i = 0; i < keys.length; i++) {
      int[] found = keys[i] == null ? NONE : candidates.getOrDefault(keys[i], NONE);
      for (int place : found) {
        if (pairs == PAIRS) {
          test(left, inner, lefts, rights, pairs, matched);
          pairs = 0;
        }
        lefts[pairs] = i;
        rights[pairs++] = place;
      }
    }
    test(left, inner, lefts, rights, pairs, matched);
    unmatched(left, matched);
  }

  /** Tests candidates; pairs that match are given unless only left rows are wanted. */
  private void test(
      Batch left, Batch inner, int[] lefts, int[] rights, int pairs, boolean[] matched) {
    if (pairs == 0) {
      return;
    }
    Batch both = left.gather(lefts, pairs).beside(inner.gather(rights, pairs));
    int[] holds = ((BooleanVector) plan.condition().evaluate(both, evaluation)).trueRows();
    for (int row : holds) {
      matched[lefts[row]] = true;
    }
    if (plan.type().givesRight() && holds.length > 0) {
      ready.add(both.gather(holds, holds.length));
    }
  }

  private void unmatched(Batch left, boolean[] matched) {
    JoinType type = plan.type();
    if (type == JoinType.INNER) {
      return;
    }
    int[] rows = new int[matched.length];
    int count = 0;
    for (int i = 0; i < matched.length; i++) {
      if (matched[i] == (type == JoinType.SEMI)) {
        rows[count++] = i;
      }
    }
    if (count > 0) {
      Batch taken = left.gather(rows, count);
      ready.add(type.givesRight() ? taken.beside(nulls(count)) : taken);
    }
  }

  private Batch nulls(int rows) {
    Vector[] columns = new Vector[innerTypes.size()];
    Arrays.setAll(columns, i -> Vectors.nulls(innerTypes.get(i).layout(), rows));
    return new Batch(rows, columns);
  }

  /** Leading key bytes of a row of either side; null when no key can have its values. */
  private @Nullable Key key(Batch rows, int[] columns, List<ValueType> types, int row) {
    ByteWriter bytes = new ByteWriter(32);
    for (int i = 0; i < columns.length; i++) {
      ValueType type = types.get(columns[i]);
      Object value = Operand.comparable(type, rows.column(columns[i]).value(row));
      byte[] part = value == null ? null : codecs[i].encode(value);
      if (part == null) {
        return null;
      }
      bytes.raw(part);
    }
    return bytes.size() > Key.MAX_BYTES ? null : new Key(bytes.toBytes());
  }

  /** Null when there is nothing to look for. */
  private @Nullable ReadSpec spec(@Nullable Key[] keys) {
    TreeSet<Key> wanted = new TreeSet<>();
    for (Key key : keys) {
      if (key != null) {
        wanted.add(key);
      }
    }
    List<KeyRange> ranges = wanted.stream().map(KeyRange::prefix).toList();
    return plan.inner().spec(evaluation, new IndexRanges.Evaluated(ranges, plan.wholeKey()));
  }

  private Batch read(@Nullable Key[] keys) {
    ReadSpec spec = spec(keys);
    RowBuilder rows = new RowBuilder(innerTypes);
    if (spec != null) {
      try (RowSource found = new AccessBatches(plan.inner(), evaluation, spec)) {
        for (Batch batch = found.next(); batch != null; batch = found.next()) {
          rows.addAll(batch);
        }
      }
    }
    Batch all = rows.batch();
    return all == null ? nulls(0) : all;
  }

  private Map<Key, int[]> byKey(Batch inner) {
    Map<Key, List<Integer>> places = new HashMap<>();
    for (int i = 0; i < inner.rows(); i++) {
      Key key = key(inner, innerKeys, innerTypes, i);
      if (key != null) {
        places.computeIfAbsent(key, k -> new ArrayList<>()).add(i);
      }
    }
    Map<Key, int[]> arrays = new HashMap<>();
    places.forEach((k, v) -> arrays.put(k, v.stream().mapToInt(Integer::intValue).toArray()));
    return arrays;
  }

  @Override
  public void close() {
    if (rest != null) {
      rest.close();
    }
    outer.close();
  }
}
