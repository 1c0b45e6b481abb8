package org.assaydb.proofs.vo;

import static org.assaydb.proofs.vo.TamperedVoTest.assertReason;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.read.IndexRuns;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.read.RunReader;
import org.assaydb.proofs.read.SkipFilter;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyCodec;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.proofs.testing.Campaign;
import org.assaydb.proofs.testing.ModelIndex;
import org.assaydb.proofs.testing.ModelRun;
import org.assaydb.proofs.testing.ModelState;
import org.assaydb.proofs.testing.ReadModel;
import org.assaydb.proofs.testing.SmallTable;
import org.assaydb.proofs.vo.prove.IndexWitness;
import org.assaydb.proofs.vo.prove.RunSource;
import org.assaydb.proofs.vo.prove.VoWriter;
import org.assaydb.proofs.vo.prove.WitnessRun;

/**
 * Every read operator at the head, as of a height that the current runs hold, and as of one below
 * the floor, over a plain and a grouped index: what attacks on proofs are made against.
 */
public final class ReadMatrix {
  public static final long HEIGHT = 60;
  static final List<Integer> ALL_COLUMNS = List.of(0, 1, 2, 3);
  static final int CHUNK_ROWS = 16;

  private static final SmallTable KEYS = new SmallTable();
  private static final List<ModelState> STATES =
      Stream.of(0, 1)
          .map(grouped -> new ModelState(HEIGHT, List.of(table(grouped).index(CHUNK_ROWS))))
          .toList();

  /** When a read reads. */
  public enum Time {
    HEAD(HEIGHT),
    AS_OF(25),
    BELOW_FLOOR(8);

    final long height;

    Time(long height) {
      this.height = height;
    }
  }

  public enum Operator {
    POINT_ROW(t -> lookup(t, KEYS.key(2, 50))),
    ABSENT_KEY(t -> lookup(t, KEYS.key(1, 7), KEYS.key(3, 63))),
    SCAN_ASCENDING(t -> scan(t, List.of(2), false, Long.MAX_VALUE)),
    SCAN_DESCENDING(t -> scan(t, ALL_COLUMNS, true, 5)),
    SKIP(t -> skip(t, 10, 40, Long.MAX_VALUE)),
    TOP(t -> top(t, true, 3)),
    MIN(t -> top(t, false, 1)),
    MAX(t -> top(t, true, 1)),
    TOTALS(t -> totals(t, 0)),
    GROUPED_TOTALS(t -> totals(t, 1)),
    HISTORY(t -> history(t, 0));

    public final Function<Time, ReadSpec> spec;

    Operator(Function<Time, ReadSpec> spec) {
      this.spec = spec;
    }
  }

  /**
   * One read.
   *
   * @param grouped key parts that the index is grouped by
   */
  record Case(Operator operator, Time time, int grouped) {
    ReadSpec spec() {
      return operator.spec.apply(time);
    }

    ModelState state() {
      return ReadMatrix.state(grouped);
    }

    boolean isTotal() {
      return operator == Operator.TOTALS || operator == Operator.GROUPED_TOTALS;
    }

    /** Whether whole chunks of few columns are shown, and neighbours of places with them. */
    boolean isByColumns() {
      return operator == Operator.SCAN_ASCENDING || (isTotal() && time == Time.BELOW_FLOOR);
    }
  }

  private ReadMatrix() {}

  /** All reads; under mutation testing every fifth, which has each operator and each time. */
  static Stream<Case> cases() {
    List<Case> all = new ArrayList<>();
    for (Operator operator : Operator.values()) {
      for (Time time : Time.values()) {
        all.add(new Case(operator, time, 0));
        all.add(new Case(operator, time, 1));
      }
    }
    int step = Campaign.STEP == 1 ? 1 : 5;
    return IntStream.range(0, all.size()).filter(i -> i % step == 0).mapToObj(all::get);
  }

  /** Inside group 0 to inside group 2: the boundaries cut groups. */
  static final KeyRange RANGE = new KeyRange(KEYS.key(0, 20), KEYS.key(2, 54));

  static ReadSpec lookup(Time time, Key... keys) {
    return new ReadSpec.Lookup(SmallTable.ID, ALL_COLUMNS, time.height, List.of(keys));
  }

  static ReadSpec scan(Time time, List<Integer> columns, boolean descending, long limit) {
    return new ReadSpec.Scan(
        SmallTable.ID, columns, time.height, List.of(RANGE), descending, limit);
  }

  static ReadSpec skip(Time time, long from, long to, long limit) {
    ColumnType type = ColumnType.of(ColumnType.Kind.BIGINT);
    KeyRange values = new KeyRange(KeyCodec.ordered(type, from), KeyCodec.ordered(type, to));
    SkipFilter.Term term = new SkipFilter.Term(SmallTable.V, values);
    SkipFilter filter =
        new SkipFilter(List.of(new SkipFilter.Clause(List.of(term))), 0, Long.MAX_VALUE);
    return new ReadSpec.Skip(
        SmallTable.ID, ALL_COLUMNS, time.height, List.of(RANGE), filter, limit);
  }

  static ReadSpec top(Time time, boolean greatest, long limit) {
    return new ReadSpec.Top(
        SmallTable.ID, ALL_COLUMNS, time.height, RANGE, SmallTable.V, greatest, limit);
  }

  static ReadSpec totals(Time time, int groupParts) {
    return new ReadSpec.Aggregate(
        SmallTable.ID, List.of(SmallTable.V), time.height, List.of(RANGE), groupParts);
  }

  static ReadSpec history(Time time, long from) {
    KeyRange few = new KeyRange(KEYS.key(1, 33), KEYS.key(2, 22));
    return new ReadSpec.History(
        SmallTable.ID, List.of(2, 3), time.height, List.of(few), from, 1000);
  }

  /** Newest and oldest of everything are in other runs than the rest of their keys. */
  public static ModelState state(int grouped) {
    return STATES.get(grouped);
  }

  /**
   * 64 rows in four groups. In the history: versions that were superseded and rows that were
   * deleted up to height 12. Newer runs replace, delete and add, some of it above height 25.
   */
  public static SmallTable table(int grouped) {
    SmallTable table = new SmallTable(grouped);
    for (int id = 0; id < 64; id++) {
      table.put(1 + id % 6, id % 4, id, id % 7 == 0 ? null : (long) id, "name " + id);
    }
    for (int id = 0; id < 64; id += 5) {
      table.put(7 + id % 5, id % 4, id, 100L - id, "second");
    }
    table.put(9, 2, 50, 3L, "third").put(11, 2, 50, 5L, "fourth").put(10, 1, 37, 0L, "low");
    table.put(11, 1, 5, 6L, "lowered");
    table.delete(7, 3, 63).delete(7, 1, 29).delete(10, 1, 41).put(12, 1, 41, 11L, "again");
    table.settle(12);
    for (int id = 50; id < 60; id++) {
      table.put(20 + id % 5, id % 4, id, 1L, "changed");
    }
    table.put(24, 2, 50, 33L, "fifth").put(26, 2, 50, 34L, "sixth").put(30, 1, 21, 99L, "high");
    table.delete(21, 1, 25).delete(30, 1, 33).put(31, 2, 30, -50L, "least").delete(22, 0, 36);
    table.cut().put(40, 1, 37, 44L, null).delete(41, 2, 46).put(42, 1, 41, 12L, "up");
    return table.put(43, 2, 30, 7L, "middle").put(44, 2, 50, 35L, "seventh");
  }

  static List<String> read(ModelState certified, byte[] vo, ReadSpec spec) {
    return ReadModel.actual(certified.verified(vo, spec), spec);
  }

  static List<String> truth(ModelState state, ReadSpec spec) {
    return ReadModel.expected(state.indexes().get(0), spec);
  }

  static void assertRefused(ModelState state, byte[] vo, ReadSpec spec, RejectReason... reasons) {
    assertReason(() -> read(state, vo, spec), reasons);
  }

  static void assertAnswers(ModelState state, byte[] vo, ReadSpec spec) {
    assertThat(read(state, vo, spec)).isEqualTo(truth(state, spec));
  }

  /** What an honest prover notes for a read. */
  static IndexWitness recorded(ModelState state, ReadSpec spec) {
    ModelIndex index = state.indexes().get(0);
    IndexWitness witness = ModelState.witness(index);
    IndexRuns runs = ModelState.views(index, witness);
    new RunReader(HEIGHT, id -> runs).readThrough(spec);
    return witness;
  }

  /** A proof that opens what the honest one opens, and shows something else there. */
  public static byte[] prove(
      ModelState state, ReadSpec spec, Function<ModelRun, RunSource> sources) {
    IndexWitness honest = recorded(state, spec);
    IndexWitness lying = ModelState.witness(state.indexes().get(0), sources);
    if (honest.historyShown()) {
      lying.openHistory();
    }
    List<WitnessRun> from = runs(honest);
    List<WitnessRun> to = runs(lying);
    for (int i = 0; i < from.size(); i++) {
      to.get(i).openings().putAll(from.get(i).openings());
      Splits.copy(from.get(i), to.get(i), split -> true);
      noted(from.get(i), from.get(i).prefixes()).forEach(to.get(i).prefixes()::add);
    }
    return write(state, lying);
  }

  /** Newest first, those of the history behind the others. */
  static List<WitnessRun> runs(IndexWitness witness) {
    List<WitnessRun> runs = new ArrayList<>(witness.runs());
    for (int i = witness.history().size() - 1; i >= 0; i--) {
      runs.add(witness.history().get(i).run());
    }
    return runs;
  }

  static LongStream noted(WitnessRun run, Positions positions) {
    return LongStream.range(0, run.summary().count()).filter(positions::contains);
  }

  /** A verification object with the state's own descriptors. */
  static byte[] write(ModelState state, IndexWitness witness) {
    TreeMap<Integer, IndexWitness> shown = new TreeMap<>();
    shown.put(0, witness);
    return VoWriter.write(state.leaves(), shown);
  }
}
