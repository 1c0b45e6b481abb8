package org.assaydb.proofs.vo;

import static org.assaydb.proofs.RejectReason.INCOMPLETE_RESULT;
import static org.assaydb.proofs.RejectReason.MALFORMED;
import static org.assaydb.proofs.RejectReason.ROOT_MISMATCH;
import static org.assaydb.proofs.RejectReason.UNSOUND_ROW;
import static org.assaydb.proofs.vo.TamperedVoTest.assertReason;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.read.IndexRuns;
import org.assaydb.proofs.read.MemoryRun;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.read.RunNode;
import org.assaydb.proofs.read.RunReader;
import org.assaydb.proofs.read.RunView;
import org.assaydb.proofs.read.SkipFilter;
import org.assaydb.proofs.schema.ColumnBounds;
import org.assaydb.proofs.schema.ColumnSum;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Int128;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyCodec;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.proofs.schema.Version;
import org.assaydb.proofs.testing.ModelIndex;
import org.assaydb.proofs.testing.ModelRun;
import org.assaydb.proofs.testing.ModelState;
import org.assaydb.proofs.testing.ReadModel;
import org.assaydb.proofs.testing.SmallTable;
import org.assaydb.proofs.tree.EntryKind;
import org.assaydb.proofs.tree.Summary;
import org.assaydb.proofs.vo.prove.IndexWitness;
import org.assaydb.proofs.vo.prove.VoWriter;
import org.assaydb.proofs.vo.prove.WitnessRun;
import org.assaydb.proofs.vo.verify.VerifiedState;
import org.assaydb.proofs.vo.verify.VoLimits;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Provers that answer totals, skips and tops with less, more or other than there is. */
class DishonestSummaryTest {
  private static final long HEIGHT = 60;
  private static final List<Integer> ALL_COLUMNS = List.of(0, 1, 2, 3);

  /** Four groups; a newer run replaces the greatest values of the older one, deletes and adds. */
  private static SmallTable table(int grouped) {
    SmallTable table = new SmallTable(grouped);
    for (int id = 0; id < 60; id++) {
      table.put(1 + id % 9, id % 4, id, id % 7 == 0 ? null : (long) id, "name " + id);
    }
    table.cut();
    for (int id = 50; id < 60; id++) {
      table.put(20 + id % 5, id % 4, id, 1L, "changed");
    }
    table.delete(30, 0, 0).delete(30, 1, 33).put(31, 2, 200, 50L, "new");
    return table.cut().put(40, 3, 7, 44L, null).delete(41, 2, 46);
  }

  private static ModelState state(int grouped) {
    return new ModelState(HEIGHT, List.of(table(grouped).index(16)));
  }

  private static ReadSpec totals(int groupParts, long snapshot, KeyRange range) {
    return new ReadSpec.Aggregate(
        SmallTable.ID, List.of(SmallTable.V), snapshot, List.of(range), groupParts);
  }

  private static ReadSpec skip(long from, long to, long limit) {
    ColumnType type = ColumnType.of(ColumnType.Kind.BIGINT);
    KeyRange values = new KeyRange(KeyCodec.ordered(type, from), KeyCodec.ordered(type, to));
    SkipFilter.Term term = new SkipFilter.Term(SmallTable.V, values);
    SkipFilter filter =
        new SkipFilter(List.of(new SkipFilter.Clause(List.of(term))), 0, Long.MAX_VALUE);
    return new ReadSpec.Skip(
        SmallTable.ID, ALL_COLUMNS, HEIGHT, List.of(KeyRange.ALL), filter, limit);
  }

  private static ReadSpec top(boolean greatest, long limit) {
    return new ReadSpec.Top(
        SmallTable.ID, ALL_COLUMNS, HEIGHT, KeyRange.ALL, SmallTable.V, greatest, limit);
  }

  static Stream<ReadSpec> reads() {
    SmallTable table = new SmallTable();
    return Stream.of(
        totals(0, HEIGHT, KeyRange.ALL),
        totals(0, 25, new KeyRange(table.key(0, 20), table.key(2, 30))),
        totals(1, HEIGHT, KeyRange.ALL),
        totals(1, 22, new KeyRange(table.key(0, 20), table.key(2, 30))),
        totals(2, HEIGHT, table.groupRange(1)),
        skip(20, 40, Long.MAX_VALUE),
        skip(40, 60, 3),
        top(true, 1),
        top(false, 4));
  }

  private static List<String> read(ModelState certified, byte[] vo, ReadSpec spec) {
    return ReadModel.actual(certified.verified(vo, spec), spec);
  }

  private static List<String> truth(ModelState state, ReadSpec spec) {
    ModelIndex index = state.indexes().get(0);
    return ReadModel.expected(index.schema(), index.live(spec.snapshotHeight()), spec);
  }

  /** Records all but one of the calls by which a read opens something. */
  private record Omitting(WitnessRun recorded, RunView plain, AtomicInteger calls, int omitted)
      implements RunView {
    private RunView next() {
      return calls.getAndIncrement() == omitted ? plain : recorded;
    }

    @Override
    public Summary summary() {
      return plain.summary();
    }

    @Override
    public RunNode top() {
      return next().top();
    }

    @Override
    public long lowerBound(Key key, Version version) {
      return next().lowerBound(key, version);
    }

    @Override
    public Key group(long position, IndexSchema schema, int parts) {
      return next().group(position, schema, parts);
    }

    @Override
    public Key key(long position) {
      return plain.key(position);
    }

    @Override
    public Version version(long position) {
      return plain.version(position);
    }

    @Override
    public EntryKind kind(long position) {
      return plain.kind(position);
    }

    @Override
    public @Nullable Object value(long position, int column) {
      return plain.value(position, column);
    }

    @Override
    public void open(long from, long to, int[] columns) {
      next().open(from, to, columns);
    }
  }

  private static byte[] proveWithout(ModelState state, ReadSpec spec, AtomicInteger calls, int k) {
    ModelIndex index = state.indexes().get(0);
    IndexWitness witness = ModelState.witness(index);
    List<RunView> views = new ArrayList<>();
    for (int i = 0; i < witness.runs().size(); i++) {
      MemoryRun plain = new MemoryRun(index.schema(), index.runs().get(i).entries());
      views.add(new Omitting(witness.runs().get(i), plain, calls, k));
    }
    IndexRuns runs = new IndexRuns(index.schema(), witness.descriptor(), views);
    new RunReader(HEIGHT, id -> runs).readThrough(spec);
    return write(state, witness);
  }

  private static byte[] write(ModelState state, IndexWitness witness) {
    TreeMap<Integer, IndexWitness> shown = new TreeMap<>();
    shown.put(0, witness);
    return VoWriter.write(state.leaves(), shown);
  }

  /** Either the truth (what was omitted was shown otherwise) or a refusal. */
  private static boolean refuses(ModelState state, byte[] vo, ReadSpec spec) {
    try {
      assertThat(read(state, vo, spec)).isEqualTo(truth(state, spec));
      return false;
    } catch (VerificationException e) {
      assertThat(e.reason()).isEqualTo(INCOMPLETE_RESULT);
      return true;
    }
  }

  @ParameterizedTest
  @MethodSource("reads")
  void anOmittedOpeningIsNeverAWrongAnswerC1C3C11(ReadSpec spec) {
    int refused = 0;
    for (int grouped : new int[] {0, 1}) {
      ModelState state = state(grouped);
      AtomicInteger calls = new AtomicInteger();
      byte[] honest = proveWithout(state, spec, calls, -1);
      assertThat(read(state, honest, spec)).isEqualTo(truth(state, spec));
      for (int k = 0; k < calls.get(); k += 1 + calls.get() / 40) {
        byte[] vo = proveWithout(state, spec, new AtomicInteger(), k);
        refused += refuses(state, vo, spec) ? 1 : 0;
      }
    }
    // Only the total of whole runs opens nothing at all.
    boolean free = spec.equals(totals(0, HEIGHT, KeyRange.ALL));
    assertThat(refused > 0).isEqualTo(!free);
  }

  @ParameterizedTest
  @MethodSource("reads")
  void aNodeThatIsNotOpenedIsNotBelievedC13(ReadSpec spec) {
    ModelState state = state(0);
    IndexWitness all = recorded(state, spec);
    for (int run = 0; run < all.runs().size(); run++) {
      long[] splits = Splits.of(all.runs().get(run)).toArray();
      for (int i = 0; i < splits.length; i += 1 + splits.length / 20) {
        refuses(state, write(state, without(state, all, run, splits[i])), spec);
      }
    }
  }

  /** What {@code all} shows, but for one split of a run and all below it. */
  private static IndexWitness without(ModelState state, IndexWitness all, int run, long omitted) {
    IndexWitness witness = ModelState.witness(state.indexes().get(0));
    for (int i = 0; i < all.runs().size(); i++) {
      WitnessRun from = all.runs().get(i);
      WitnessRun to = witness.runs().get(i);
      to.openings().putAll(from.openings());
      int ordinal = i;
      Splits.copy(from, to, split -> ordinal != run || split != omitted);
      for (long prefix = 0; prefix < from.summary().count(); prefix++) {
        if (from.prefixes().contains(prefix)) {
          to.prefixes().add(prefix);
        }
      }
    }
    return witness;
  }

  private static IndexWitness recorded(ModelState state, ReadSpec spec) {
    ModelIndex index = state.indexes().get(0);
    IndexWitness witness = ModelState.witness(index);
    IndexRuns runs =
        new IndexRuns(index.schema(), witness.descriptor(), List.copyOf(witness.runs()));
    new RunReader(HEIGHT, id -> runs).readThrough(spec);
    return witness;
  }

  @ParameterizedTest
  @MethodSource("reads")
  void rejectsAChangedStateUnderTheTrueRootS1S2S4C4C9(ReadSpec spec) {
    ModelState honest = state(0);
    List<SmallTable> lies =
        List.of(
            table(0).put(42, 1, 45, 46L, "name 45"),
            table(0).put(42, 1, 300, 46L, "added"),
            table(0).delete(42, 1, 45),
            table(0).put(42, 1, 45, null, "name 45"));
    for (SmallTable lie : lies) {
      ModelState forged = new ModelState(HEIGHT, List.of(lie.index(16)));
      byte[] vo = forged.prove(spec);
      assertReason(() -> read(honest, vo, spec), ROOT_MISMATCH);
      // The true state that is not the one asked for.
      byte[] stale = honest.prove(spec);
      assertReason(() -> read(forged, stale, spec), ROOT_MISMATCH);
    }
  }

  @ParameterizedTest
  @MethodSource("reads")
  void rejectsSummariesThatChildrenDoNotHaveE8S6(ReadSpec spec) {
    ModelState honest = state(0);
    List<UnaryOperator<Summary>> lies =
        List.of(
            s -> with(s, 0, s.sums(), s.bounds()),
            s -> with(s, s.live(), List.of(new ColumnSum(1, Int128.ONE)), s.bounds()),
            s -> with(s, s.live(), List.of(ColumnSum.ZERO), s.bounds()),
            s -> with(s, s.live(), s.sums(), List.of(ColumnBounds.NONE, ColumnBounds.NONE)));
    for (UnaryOperator<Summary> lie : lies) {
      List<ModelRun> runs = new ArrayList<>();
      IndexSchema schema = honest.indexes().get(0).schema();
      for (ModelRun run : honest.indexes().get(0).runs()) {
        runs.add(new ModelRun(schema, 1, run.entries(), 16, lie));
      }
      ModelState forged = new ModelState(HEIGHT, List.of(new ModelIndex(schema, runs)));
      byte[] vo = forged.prove(spec);
      assertReason(() -> read(honest, vo, spec), ROOT_MISMATCH, UNSOUND_ROW);
    }
  }

  private static Summary with(
      Summary s, long live, List<ColumnSum> sums, List<ColumnBounds> bounds) {
    return new Summary(s.count(), live, s.minVersion(), s.maxVersion(), sums, bounds);
  }

  @ParameterizedTest
  @MethodSource("reads")
  void rejectsEveryChangedByte(ReadSpec spec) {
    ModelState state = state(1);
    byte[] vo = state.prove(spec);
    int step = Math.max(1, vo.length / 150);
    for (int i = 0; i < vo.length; i += step) {
      byte[] changed = vo.clone();
      changed[i] ^= (byte) (1 << i % 8);
      assertReason(() -> read(state, changed, spec), org.assaydb.proofs.RejectReason.values());
    }
  }

  @ParameterizedTest
  @MethodSource("reads")
  void theProofOfAnotherReadIsNoAnswerC2C6C7(ReadSpec spec) {
    for (int grouped : new int[] {0, 1}) {
      ModelState state = state(grouped);
      byte[] honest = state.prove(spec);
      reads()
          .map(state::prove)
          .filter(vo -> !Arrays.equals(vo, honest))
          .forEach(vo -> assertReason(() -> read(state, vo, spec), INCOMPLETE_RESULT, MALFORMED));
    }
  }

  @ParameterizedTest
  @MethodSource("reads")
  void aProofThatShowsMoreThanTheReadNeedsE4(ReadSpec spec) {
    int more = 0;
    for (int grouped : new int[] {0, 1}) {
      ModelState state = state(grouped);
      byte[] honest = state.prove(spec);
      for (ReadSpec other : reads().toList()) {
        byte[] both = state.prove(spec, other);
        if (!Arrays.equals(both, honest)) {
          more++;
          assertReason(() -> read(state, both, spec), MALFORMED);
        }
      }
    }
    assertThat(more).isPositive();
  }

  /** A limit may leave rows of a stretch unread: they are shown all the same. */
  @Test
  void aProofThatShowsOnlyTheRowsThatAreReadE4() {
    ModelState state = state(0);
    ReadSpec two =
        new ReadSpec.Scan(SmallTable.ID, ALL_COLUMNS, HEIGHT, List.of(KeyRange.ALL), false, 2);
    IndexWitness witness = recorded(state, two);
    assertThat(read(state, write(state, witness), two)).isEqualTo(truth(state, two));
    ChunkOpening fewer = new ChunkOpening();
    fewer.openRows(0, 1, columns(ALL_COLUMNS));
    witness.runs().get(0).openings().put(0, fewer);
    byte[] vo = write(state, witness);
    assertThat(ReadModel.actual(unchecked(state, vo), two)).isEqualTo(truth(state, two));
    assertReason(() -> read(state, vo, two), INCOMPLETE_RESULT);
  }

  private static BitSet columns(List<Integer> columns) {
    BitSet wanted = new BitSet();
    columns.forEach(wanted::set);
    return wanted;
  }

  private static RunReader unchecked(ModelState state, byte[] vo) {
    return VerifiedState.verify(vo, state.root(), state::schema, VoLimits.DEFAULT).reader(HEIGHT);
  }
}
