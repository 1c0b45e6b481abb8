package org.assaydb.ads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assaydb.proofs.read.AggregateCursor;
import org.assaydb.proofs.read.IndexReader;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.read.RowCursor;
import org.assaydb.proofs.read.SkipFilter;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.proofs.vo.verify.VerifiedState;
import org.assaydb.proofs.vo.verify.VoLimits;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read in parts is what is read at once, however small the parts. */
class PartialWitnessTest {
  private static final RunSizing SIZING = new RunSizing(60, 12, 3, 3, 64, 2, 90, 4, 24);

  @TempDir Path dir;
  private IndexStore store;
  private StateTree state;
  private final StoreModel model = new StoreModel();
  private final Random random = new Random(11);

  @BeforeEach
  void fill() {
    store = IndexStore.open(dir, new StoreOptions(SIZING, 1 << 20, 0));
    state =
        store
            .emptyState()
            .apply(1, Map.of(), List.of(StoreModel.PRIMARY, StoreModel.SECONDARY), List.of());
    while (model.written.get(StoreModel.PRIMARY.id()).size() < 6_000) {
      long height = state.height() + 1;
      state = state.apply(height, model.block(random, height, 50, 700), List.of(), List.of());
    }
  }

  @AfterEach
  void close() {
    store.close();
  }

  private ReadSpec spec(IndexSchema schema) {
    long snapshot = state.height() - random.nextInt(80);
    int kind = random.nextInt(4);
    if (kind > 1) {
      return StoreReadContract.spec(model, schema, snapshot, random);
    }
    KeyRange range = KeyRange.ALL;
    if (random.nextBoolean()) {
      Key from = StoreModel.key(random.nextInt(600));
      range = schema.primary() ? new KeyRange(from, null) : KeyRange.ALL;
    }
    if (kind == 0 || schema.bounds().isEmpty()) {
      return new ReadSpec.Aggregate(
          schema.id(), schema.sums(), snapshot, List.of(range), random.nextInt(2));
    }
    KeyRange names =
        random.nextBoolean() ? KeyRange.ALL : KeyRange.prefix(new Key(new byte[] {'n', '3'}));
    SkipFilter.Term term = new SkipFilter.Term(schema.bounds().get(0), names);
    SkipFilter filter =
        new SkipFilter(
            List.of(new SkipFilter.Clause(List.of(term))), 0, random.nextBoolean() ? 20 : 900);
    List<Integer> columns = List.of(schema.bounds().get(0));
    long limit = random.nextBoolean() ? Long.MAX_VALUE : random.nextInt(20);
    return new ReadSpec.Skip(schema.id(), columns, snapshot, List.of(range), filter, limit);
  }

  private static PartialWitness of(
      StateTree state, List<ReadSpec> reads, long runBytes, Reservation memory) {
    return PartialWitness.of(state, reads, runBytes, PartialWitness.MOST_BYTES, memory);
  }

  /** A part of a read, verified; null bound at its end. */
  private record Part(IndexReader reader, ReadSpec read, @Nullable Key bound) {}

  private Part part(ReadSpec wanted, long budget) {
    PartialWitness witness = of(state, List.of(wanted), budget, b -> {});
    assertThat(witness.specs()).isEqualTo(1);
    ReadSpec read = wanted;
    if (witness.bound() != null) {
      assertThat(((ReadSpec.Ranged) wanted).isCutBy(witness.bound())).isTrue();
      read = ((ReadSpec.Ranged) wanted).before(witness.bound());
    }
    return new Part(verified(witness, List.of(read)), read, witness.bound());
  }

  private IndexReader verified(PartialWitness witness, List<ReadSpec> reads) {
    VerifiedState verified =
        VerifiedState.verify(
            witness.verificationObject(),
            state.root(),
            StoreReadContract::schema,
            VoLimits.DEFAULT);
    verified.requireExact(state.height(), reads);
    return verified.reader(state.height());
  }

  @Test
  void partsGiveWhatTheWholeGives() {
    int[] parts = new int[2];
    int reads = 0;
    for (IndexSchema schema : List.of(StoreModel.PRIMARY, StoreModel.SECONDARY)) {
      for (int i = 0; i < 150; i++) {
        ReadSpec spec = spec(schema);
        long budget = 300L << random.nextInt(8);
        parts[0] += assertSame(spec, budget);
        parts[1] += assertSame(spec, 1 << 20);
        reads++;
      }
    }
    // A generous budget cuts nothing, a small one most of what can be cut.
    assertThat(parts[1]).isEqualTo(reads);
    assertThat(parts[0]).isGreaterThan(3 * reads);
  }

  /** Reads part by part, as a driver does, and returns the number of parts. */
  private int assertSame(ReadSpec spec, long budget) {
    List<String> expected = drain(state.reader(), spec);
    List<String> found = new ArrayList<>();
    ReadSpec rest = spec;
    for (int parts = 1; ; parts++) {
      Part part = part(rest, budget);
      List<String> rows = drain(part.reader(), part.read());
      boolean joined =
          spec instanceof ReadSpec.Aggregate
              && !found.isEmpty()
              && !rows.isEmpty()
              && group(found.get(found.size() - 1)).equals(group(rows.get(0)));
      if (joined) {
        // Which totals two halves of a group have is not to be seen here; the driver adds them.
        found.remove(found.size() - 1);
        rows.set(0, whole(expected, group(rows.get(0))));
      }
      found.addAll(rows);
      long limit = spec instanceof ReadSpec.Ranged ranged ? ranged.limit() : Long.MAX_VALUE;
      boolean full = found.size() >= limit;
      if (part.bound() == null || full) {
        assertThat(full ? found.subList(0, (int) limit) : found).as("%s", spec).isEqualTo(expected);
        return parts;
      }
      // What is left of a limit is the driver's to keep.
      rest = ((ReadSpec.Ranged) rest).after(part.bound());
    }
  }

  private static String group(String totals) {
    return totals.substring(0, totals.indexOf('='));
  }

  private static String whole(List<String> totals, String group) {
    return totals.stream().filter(t -> group(t).equals(group)).findFirst().orElse("");
  }

  private static List<String> drain(IndexReader reader, ReadSpec spec) {
    List<String> rows = new ArrayList<>();
    if (spec instanceof ReadSpec.Aggregate aggregate) {
      try (AggregateCursor totals = reader.aggregate(aggregate)) {
        while (totals.next()) {
          StringBuilder row = new StringBuilder(totals.group() + "=" + totals.live());
          aggregate.columns().forEach(c -> row.append(' ').append(totals.sum(c)));
          rows.add(row.toString());
        }
      }
      return rows;
    }
    try (RowCursor cursor = reader.read(spec)) {
      while (cursor.next()) {
        rows.add(cursor.key() + "@" + cursor.version() + cursor.kind());
      }
    }
    return rows;
  }

  @Test
  void aBudgetBoundsThePart() {
    ReadSpec all =
        new ReadSpec.History(
            StoreModel.PRIMARY.id(),
            List.of(0, 1),
            state.height(),
            List.of(KeyRange.ALL),
            0,
            state.height());
    int whole = of(state, List.of(all), 1 << 20, b -> {}).verificationObject().length;
    int part = of(state, List.of(all), 2_000, b -> {}).verificationObject().length;
    int runs = state.index(StoreModel.PRIMARY.id()).orElseThrow().runs().size() + 3;
    assertThat(part).isLessThan(runs * 2_000).isLessThan(whole / 4);
  }

  @Test
  void readsThatDoNotFitTogetherAreLeftForLater() {
    List<ReadSpec> reads = new ArrayList<>();
    for (int id = 0; id < 40; id++) {
      KeyRange range = new KeyRange(StoreModel.key(id * 10), StoreModel.key(id * 10 + 5));
      reads.add(
          new ReadSpec.Scan(
              StoreModel.PRIMARY.id(),
              List.of(0),
              state.height(),
              List.of(range),
              false,
              Long.MAX_VALUE));
    }
    PartialWitness all = of(state, reads, 1 << 20, b -> {});
    assertThat(all.specs()).isEqualTo(40);
    PartialWitness some = of(state, reads, 8_000, b -> {});
    assertThat(some.bound()).isNull();
    assertThat(some.specs()).isBetween(2, 30);
    List<ReadSpec> covered = reads.subList(0, some.specs());
    IndexReader reader = verified(some, covered);
    for (ReadSpec read : covered) {
      assertThat(drain(reader, read)).isEqualTo(drain(state.reader(), read));
    }
    assertThatThrownBy(() -> drain(reader, reads.get(some.specs())))
        .isInstanceOf(org.assaydb.proofs.VerificationException.class);
  }

  @Test
  void aLongLookupComesInParts() {
    List<Key> keys = new ArrayList<>();
    for (int id = 0; id < 700; id++) {
      keys.add(StoreModel.key(id));
    }
    ReadSpec lookup =
        new ReadSpec.Lookup(StoreModel.PRIMARY.id(), List.of(0), state.height(), keys);
    assertThat(assertSame(lookup, 20_000)).isGreaterThan(5);
    assertThat(assertSame(lookup, 4 << 20)).isEqualTo(1);
  }

  /** All versions of one key are in one part. */
  @Test
  void whatCannotBeCutIsReadWhole() {
    Key key = model.written.get(StoreModel.PRIMARY.id()).get(0).key();
    ReadSpec history =
        new ReadSpec.History(
            StoreModel.PRIMARY.id(),
            List.of(0, 1),
            state.height(),
            List.of(KeyRange.point(key)),
            0,
            state.height());
    ReadSpec lookup =
        new ReadSpec.Lookup(StoreModel.PRIMARY.id(), List.of(0), state.height(), List.of(key));
    for (ReadSpec read : List.of(history, lookup)) {
      assertThat(of(state, List.of(read), 1, b -> {}).bound()).isNull();
      assertThat(assertSame(read, 1)).isEqualTo(1);
    }
    assertThat(drain(state.reader(), history)).hasSizeGreaterThan(1);
  }

  @Test
  void readsThatCannotBeCutAreRefusedBeforeTheyFillTheMemory() {
    IndexSchema schema = StoreModel.PRIMARY;
    int order = schema.bounds().get(0);
    ReadSpec top =
        new ReadSpec.Top(
            schema.id(), List.of(order), state.height(), KeyRange.ALL, order, true, 700);
    List<Long> asked = new ArrayList<>();
    IndexReader enough = state.record(new ReadBudget(1, 10_000_000, asked::add)).reader();
    enough.readThrough(top);
    assertThat(asked).isSorted().last().satisfies(b -> assertThat(b).isGreaterThan(50_000));
    IndexReader reader = state.record(new ReadBudget(1, 50_000, bytes -> {})).reader();
    assertThatThrownBy(() -> reader.readThrough(top))
        .isInstanceOf(ReadTooLargeException.class)
        .hasMessageContaining("narrow its ranges or keys");
  }

  @Test
  void whatIsNotReservedIsNotRead() {
    ReadSpec all =
        new ReadSpec.Scan(
            StoreModel.PRIMARY.id(),
            List.of(0, 1),
            state.height(),
            List.of(KeyRange.ALL),
            false,
            Long.MAX_VALUE);
    Reservation two =
        bytes -> {
          if (bytes > 20_000) {
            throw new IllegalStateException("no more");
          }
        };
    assertThatThrownBy(() -> of(state, List.of(all), 1 << 20, two)).hasMessage("no more");
    assertThat(of(state, List.of(all), 200, two).bound()).isNotNull();
  }

  @Test
  void manyRunsShareWhatOneRequestMayOpen() {
    ReadBudget budget = new ReadBudget(4 << 20, 64 << 20, bytes -> {});
    assertThat(budget.bytesOfRun(1)).isEqualTo(4 << 20);
    assertThat(budget.bytesOfRun(8)).isEqualTo(4 << 20);
    assertThat(budget.bytesOfRun(32)).isEqualTo(1 << 20);
    assertThat(new ReadBudget(0, 1, bytes -> {}).bytesOfRun(0)).isEqualTo(1);
  }
}
