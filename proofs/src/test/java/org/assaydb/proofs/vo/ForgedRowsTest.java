package org.assaydb.proofs.vo;

import static org.assaydb.proofs.RejectReason.INCOMPLETE_RESULT;
import static org.assaydb.proofs.RejectReason.MALFORMED;
import static org.assaydb.proofs.RejectReason.NONCANONICAL;
import static org.assaydb.proofs.RejectReason.ROOT_MISMATCH;
import static org.assaydb.proofs.RejectReason.UNSOUND_ROW;
import static org.assaydb.proofs.vo.ReadMatrix.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.assaydb.proofs.read.IndexRuns;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.read.RunReader;
import org.assaydb.proofs.schema.ColumnBounds;
import org.assaydb.proofs.schema.ColumnSum;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Int128;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.RowCodec;
import org.assaydb.proofs.testing.ModelIndex;
import org.assaydb.proofs.testing.ModelRun;
import org.assaydb.proofs.testing.ModelState;
import org.assaydb.proofs.testing.SmallTable;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.tree.Summary;
import org.assaydb.proofs.vo.ReadMatrix.Case;
import org.assaydb.proofs.vo.ReadMatrix.Operator;
import org.assaydb.proofs.vo.ReadMatrix.Time;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Families S1, S2 and S4 to S6 against every read: rows and totals that are not those of the
 * certified state. A prover forges the whole index, or puts forged runs below its true descriptor.
 */
class ForgedRowsTest {
  private static final String CASES = "org.assaydb.proofs.vo.ReadMatrix#cases";

  static ModelRun run(IndexSchema schema, List<Entry> entries) {
    return new ModelRun(schema, 1, entries, ReadMatrix.CHUNK_ROWS);
  }

  /** The state with other entries in every run. */
  static ModelState forged(ModelState state, UnaryOperator<List<Entry>> lie) {
    ModelIndex index = state.indexes().get(0);
    return forged(state, index.schema(), lie);
  }

  private static ModelState forged(
      ModelState state, IndexSchema schema, UnaryOperator<List<Entry>> lie) {
    ModelIndex index = state.indexes().get(0);
    List<ModelRun> runs = new ArrayList<>();
    index.runs().forEach(r -> runs.add(run(schema, lie.apply(r.entries()))));
    List<ModelIndex.History> history = new ArrayList<>();
    for (ModelIndex.History old : index.history()) {
      history.add(new ModelIndex.History(old.floor(), run(schema, lie.apply(old.run().entries()))));
    }
    return new ModelState(state.height(), List.of(new ModelIndex(schema, runs, history)));
  }

  /** The proof of a read of the forged runs, below the descriptors of the true ones. */
  static byte[] graft(ModelState honest, ModelState forged, ReadSpec spec) {
    IndexWitness lies = ModelState.witness(forged.indexes().get(0));
    List<IndexWitness.History> history = new ArrayList<>();
    for (int i = 0; i < lies.history().size(); i++) {
      history.add(
          new IndexWitness.History(
              honest.indexes().get(0).history().get(i).descriptor(), lies.history().get(i).run()));
    }
    ModelIndex index = honest.indexes().get(0);
    IndexWitness witness = new IndexWitness(index.descriptor(), lies.runs(), history);
    IndexRuns runs = ModelState.views(index, witness);
    new RunReader(ReadMatrix.HEIGHT, id -> runs).readThrough(spec);
    return ReadMatrix.write(honest, witness);
  }

  private static void assertForgeryRefused(Case read, UnaryOperator<List<Entry>> lie) {
    ModelState state = read.state();
    ModelState forged = forged(state, lie);
    assertRefused(state, forged.prove(read.spec()), read.spec(), ROOT_MISMATCH);
    byte[] grafted = graft(state, forged, read.spec());
    assertThat(grafted).isNotEqualTo(state.prove(read.spec()));
    // A run of another size has another shape.
    assertRefused(state, grafted, read.spec(), ROOT_MISMATCH, MALFORMED);
  }

  private static UnaryOperator<List<Entry>> each(UnaryOperator<@Nullable Object[]> lie) {
    return entries -> entries.stream().map(e -> withValues(e, lie)).toList();
  }

  private static Entry withValues(Entry entry, UnaryOperator<@Nullable Object[]> lie) {
    if (!entry.kind().isPut()) {
      return entry;
    }
    List<ColumnType> types = new SmallTable().schema().valueTypes();
    byte[] values = RowCodec.encode(types, lie.apply(RowCodec.decode(types, entry.values())));
    return new Entry(entry.key(), entry.version(), entry.kind(), entry.deltas(), values);
  }

  private static UnaryOperator<@Nullable Object[]> set(int column, @Nullable Object value) {
    return row -> {
      row[column] = value;
      return row;
    };
  }

  @ParameterizedTest
  @MethodSource(CASES)
  void rejectsAlteredValuesS1(Case read) {
    assertForgeryRefused(read, each(set(SmallTable.V, 20L)));
    assertForgeryRefused(read, each(set(SmallTable.V, 0L)));
    assertForgeryRefused(read, each(set(SmallTable.V, null)));
    assertForgeryRefused(read, each(set(SmallTable.NAME, "")));
    assertForgeryRefused(read, each(set(SmallTable.NAME, null)));
    assertForgeryRefused(read, each(set(SmallTable.NAME, "changed ")));
  }

  /** Only what is shown is changed; all digests of what is not shown are the true ones. */
  @ParameterizedTest
  @MethodSource(CASES)
  void rejectsOneAlteredRowOrColumnBesideTrueDigestsS1(Case read) {
    ModelState state = read.state();
    byte[] honest = state.prove(read.spec());
    UnaryOperator<Entry> row = e -> withValues(e, set(SmallTable.V, 20L));
    UnaryOperator<byte[]> column = bytes -> flipped(bytes);
    int lies = 0;
    for (byte[] vo :
        List.of(
            ReadMatrix.prove(state, read.spec(), r -> LyingRun.ofRows(r, row)),
            ReadMatrix.prove(state, read.spec(), r -> LyingRun.ofColumns(r, column)))) {
      if (!Arrays.equals(vo, honest)) {
        lies++;
        assertRefused(state, vo, read.spec(), ROOT_MISMATCH);
      }
    }
    assertThat(lies).isPositive();
  }

  private static byte[] flipped(byte[] bytes) {
    byte[] changed = bytes.clone();
    changed[changed.length - 1] ^= 1;
    return changed;
  }

  @ParameterizedTest
  @MethodSource(CASES)
  void rejectsRowsThatWereNeverWrittenS2(Case read) {
    // Next to every row there is one more.
    assertForgeryRefused(
        read,
        entries -> {
          List<Entry> more = new ArrayList<>();
          for (Entry e : entries) {
            more.add(e);
            Key beside = e.key().successor();
            more.add(new Entry(beside, e.version(), e.kind(), e.deltas(), e.values()));
          }
          more.sort(null);
          return more;
        });
  }

  @ParameterizedTest
  @MethodSource(CASES)
  void rejectsDoubledAndDroppedRowsS4(Case read) {
    assertForgeryRefused(read, ForgedRowsTest::doubled);
    // Of two rows that are alike but for their keys one is left.
    assertForgeryRefused(
        read, entries -> entries.size() == 1 ? entries : entries.subList(1, entries.size()));
  }

  /** Even a certified run with a row twice is none, whoever sees both. */
  @ParameterizedTest
  @EnumSource(
      value = Operator.class,
      names = {"SCAN_ASCENDING", "SCAN_DESCENDING", "HISTORY"})
  void rejectsACertifiedRunWithDoubledRowsS4(Operator operator) {
    for (Time time : Time.values()) {
      Case read = new Case(operator, time, 0);
      ModelState doubled = forged(read.state(), ForgedRowsTest::doubled);
      byte[] vo = doubled.prove(read.spec());
      assertRefused(doubled, vo, read.spec(), UNSOUND_ROW, NONCANONICAL);
    }
  }

  private static List<Entry> doubled(List<Entry> entries) {
    return entries.stream().flatMap(e -> Stream.of(e, e)).toList();
  }

  /** The same entries, hashed for another index. */
  @ParameterizedTest
  @MethodSource(CASES)
  void rejectsRowsOfAnotherIndexWithEqualEncodingsS5(Case read) {
    ModelState state = read.state();
    IndexSchema s = state.indexes().get(0).schema();
    for (int[] other : new int[][] {{8, 1}, {7, 2}}) {
      ModelState foreign = forged(state, named(s, other[0], other[1]), entries -> entries);
      byte[] grafted = graft(state, foreign, read.spec());
      assertThat(grafted).isNotEqualTo(state.prove(read.spec()));
      assertRefused(state, grafted, read.spec(), ROOT_MISMATCH);
    }
  }

  private static IndexSchema named(IndexSchema s, int id, int version) {
    return new IndexSchema(
        new IndexId(id),
        version,
        s.primary(),
        s.valueColumns(),
        s.valueTypes(),
        s.keyParts(),
        s.keyTypes(),
        s.hiddenRowId(),
        s.groupedParts(),
        s.sums(),
        s.bounds());
  }

  /** Counts, sums, leasts and greatests of nodes that stay closed, beside their true digests. */
  @ParameterizedTest
  @MethodSource(CASES)
  void rejectsWrongTotalsOfClosedNodesS6E8(Case read) {
    ModelState state = read.state();
    List<UnaryOperator<Summary>> lies =
        List.of(
            s -> with(s, s.live() - 1, s.sums(), s.bounds()),
            s -> with(s, s.live(), List.of(plusOne(s.sums().get(0))), s.bounds()),
            s -> with(s, s.live(), List.of(ColumnSum.ZERO), s.bounds()),
            s -> with(s, s.live(), s.sums(), List.of(ColumnBounds.NONE, ColumnBounds.NONE)));
    for (UnaryOperator<Summary> lie : lies) {
      byte[] vo = ReadMatrix.prove(state, read.spec(), r -> LyingRun.ofSummaries(r, lie));
      assertRefused(state, vo, read.spec(), ROOT_MISMATCH, MALFORMED);
    }
  }

  private static ColumnSum plusOne(ColumnSum sum) {
    return new ColumnSum(sum.nonNull(), sum.sum().plus(Int128.ONE));
  }

  private static Summary with(
      Summary s, long live, List<ColumnSum> sums, List<ColumnBounds> bounds) {
    return new Summary(s.count(), live, s.minVersion(), s.maxVersion(), sums, bounds);
  }

  /** Closed nodes whose sums leave 128 bits together. */
  @ParameterizedTest
  @MethodSource(CASES)
  void rejectsSumsThatOverflowS6(Case read) {
    ModelState state = read.state();
    Int128 greatest = new Int128(Long.MAX_VALUE, -1);
    UnaryOperator<Summary> lie =
        s ->
            with(
                s,
                s.live(),
                List.of(new ColumnSum(s.sums().get(0).nonNull(), greatest)),
                s.bounds());
    byte[] vo = ReadMatrix.prove(state, read.spec(), r -> LyingRun.ofSummaries(r, lie));
    assertRefused(state, vo, read.spec(), MALFORMED, ROOT_MISMATCH);
  }

  /** Groups are counted in the state that they are certified in. */
  @ParameterizedTest
  @MethodSource(CASES)
  void rejectsATotalWithoutItsGroupsAndAGroupWithoutItsTotalS6(Case read) {
    ModelState state = read.state();
    if (read.isTotal()) {
      for (int parts : new int[] {0, 1, 2}) {
        ReadSpec other = ReadMatrix.totals(read.time(), parts);
        byte[] vo = state.prove(other);
        if (!Arrays.equals(vo, state.prove(read.spec()))) {
          assertRefused(state, vo, read.spec(), INCOMPLETE_RESULT, MALFORMED);
        }
      }
    }
  }
}
