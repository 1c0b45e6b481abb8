package org.assaydb.ads;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.assaydb.proofs.read.AggregateCursor;
import org.assaydb.proofs.read.IndexReader;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.read.SkipFilter;
import org.assaydb.proofs.schema.ColumnSum;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyCodec;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.proofs.schema.RowCodec;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.vo.verify.VerifiedState;
import org.assaydb.proofs.vo.verify.VoLimits;
import org.jspecify.annotations.Nullable;

/** What reads by summaries must give: skips, greatest and least values, totals and groups. */
final class StoreSummaryContract {
  private static final int NAME = 1;

  private StoreSummaryContract() {}

  /** A read with what it must give. */
  private record Case(ReadSpec spec, List<String> expected) {}

  /** A condition on names, as it is read and as it is meant. */
  private record Condition(@Nullable KeyRange range, Predicate<@Nullable String> holds) {}

  /** Compares plain reads and verified replays with the live rows of the model, by index. */
  static void check(
      StateTree state, Map<IndexId, TreeMap<Key, Entry>> live, long snapshot, Random random) {
    List<Case> cases = new ArrayList<>();
    NavigableMap<Key, Entry> rows = live.get(StoreModel.PRIMARY.id());
    KeyRange range = range(random);
    cases.add(skip(StoreReadContract.within(rows, range), range, snapshot, random));
    cases.add(top(StoreReadContract.within(rows, range), range, snapshot, random));
    for (IndexSchema schema : List.of(StoreModel.PRIMARY, StoreModel.SECONDARY)) {
      KeyRange summed = schema.primary() ? range : KeyRange.ALL;
      NavigableMap<Key, Entry> in = StoreReadContract.within(live.get(schema.id()), summed);
      cases.add(totals(in, schema, summed, snapshot, random.nextInt(2)));
    }
    ReadSpec[] specs = cases.stream().map(Case::spec).toArray(ReadSpec[]::new);
    WitnessSession session = state.record();
    for (ReadSpec spec : specs) {
      session.reader().readThrough(spec);
    }
    VerifiedState verified =
        VerifiedState.verify(
            session.cut(), state.root(), StoreReadContract::schema, VoLimits.DEFAULT);
    verified.requireExact(state.height(), List.of(specs));
    for (Case one : cases) {
      assertThat(drain(state.reader(), one.spec())).as("%s", one).isEqualTo(one.expected());
      assertThat(drain(verified.reader(state.height()), one.spec())).isEqualTo(one.expected());
    }
  }

  private static KeyRange range(Random random) {
    int from = random.nextInt(1000);
    return switch (random.nextInt(4)) {
      case 0 -> KeyRange.ALL;
      case 1 -> new KeyRange(StoreModel.key(from), null);
      case 2 -> new KeyRange(Key.MIN, StoreModel.key(from + 1));
      default -> new KeyRange(StoreModel.key(from), StoreModel.key(from + 1 + random.nextInt(300)));
    };
  }

  private static Case skip(
      NavigableMap<Key, Entry> rows, KeyRange range, long snapshot, Random random) {
    Condition[] any = {condition(random), condition(random)};
    SkipFilter.Clause clause =
        new SkipFilter.Clause(
            List.of(
                new SkipFilter.Term(NAME, any[0].range()),
                new SkipFilter.Term(NAME, any[1].range())));
    long from = random.nextBoolean() ? 0 : random.nextInt((int) snapshot + 1);
    long to = random.nextBoolean() ? Long.MAX_VALUE : from + random.nextInt(50);
    long limit = random.nextBoolean() ? Long.MAX_VALUE : random.nextInt(10);
    ReadSpec spec =
        new ReadSpec.Skip(
            StoreModel.PRIMARY.id(),
            List.of(0, NAME),
            snapshot,
            List.of(range),
            new SkipFilter(List.of(clause), from, to),
            limit);
    List<String> expected =
        rows.values().stream()
            .filter(e -> e.version().height() >= from && e.version().height() <= to)
            .filter(e -> any[0].holds().test(name(e)) || any[1].holds().test(name(e)))
            .limit(limit)
            .map(StoreSummaryContract::row)
            .toList();
    return new Case(spec, expected);
  }

  private static Condition condition(Random random) {
    String least = "n" + random.nextInt(50);
    String bound = "n" + random.nextInt(6) + "~";
    return switch (random.nextInt(5)) {
      case 0 -> new Condition(null, name -> name == null);
      case 1 -> new Condition(KeyRange.ALL, name -> name != null);
      case 2 -> new Condition(new KeyRange(Key.MIN, key("n")), ""::equals);
      case 3 -> new Condition(KeyRange.point(key(least)), least::equals);
      default ->
          new Condition(
              new KeyRange(key("n1"), key(bound)),
              name -> name != null && name.compareTo("n1") >= 0 && name.compareTo(bound) < 0);
    };
  }

  private static Key key(String name) {
    return new Key(name.getBytes(StandardCharsets.UTF_8));
  }

  private static Case top(
      NavigableMap<Key, Entry> rows, KeyRange range, long snapshot, Random random) {
    boolean greatest = random.nextBoolean();
    long limit = random.nextInt(12);
    List<Integer> columns = List.of(0, NAME);
    ReadSpec spec =
        new ReadSpec.Top(StoreModel.PRIMARY.id(), columns, snapshot, range, NAME, greatest, limit);
    Comparator<Entry> byName = Comparator.comparing(StoreSummaryContract::someName);
    List<String> expected =
        rows.values().stream()
            .filter(e -> name(e) != null)
            .sorted((greatest ? byName.reversed() : byName).thenComparing(Entry::key))
            .limit(limit)
            .map(StoreSummaryContract::row)
            .toList();
    return new Case(spec, expected);
  }

  private static Case totals(
      NavigableMap<Key, Entry> rows, IndexSchema schema, KeyRange range, long snapshot, int parts) {
    int column = schema.sums().get(0);
    TreeMap<Key, Long> counts = new TreeMap<>();
    TreeMap<Key, ColumnSum> sums = new TreeMap<>();
    if (parts == 0) {
      counts.put(Key.MIN, 0L);
      sums.put(Key.MIN, ColumnSum.ZERO);
    }
    for (Entry row : rows.values()) {
      Key group = parts == 0 ? Key.MIN : KeyCodec.firstParts(schema, row.key(), parts);
      ColumnSum value = ColumnSum.of(values(schema, row)[column]);
      counts.merge(group, 1L, Long::sum);
      sums.merge(group, value, ColumnSum::plus);
    }
    List<String> expected = new ArrayList<>();
    counts.forEach((group, count) -> expected.add(group + "=" + count + " " + sums.get(group)));
    ReadSpec spec =
        new ReadSpec.Aggregate(schema.id(), List.of(column), snapshot, List.of(range), parts);
    return new Case(spec, expected);
  }

  private static @Nullable Object[] values(IndexSchema schema, Entry row) {
    return RowCodec.decode(schema.valueTypes(), row.values());
  }

  private static @Nullable String name(Entry row) {
    return (String) values(StoreModel.PRIMARY, row)[NAME];
  }

  private static String someName(Entry row) {
    return String.valueOf(name(row));
  }

  private static String row(Entry row) {
    @Nullable Object[] values = values(StoreModel.PRIMARY, row);
    return row.key() + "@" + row.version() + row.kind() + " " + values[0] + " " + values[NAME];
  }

  private static List<String> drain(IndexReader reader, ReadSpec spec) {
    if (!(spec instanceof ReadSpec.Aggregate aggregate)) {
      return StoreReadContract.drain(reader.read(spec), spec.columns());
    }
    List<String> totals = new ArrayList<>();
    try (AggregateCursor cursor = reader.aggregate(aggregate)) {
      while (cursor.next()) {
        ColumnSum sum = cursor.sum(spec.columns().get(0));
        totals.add(cursor.group() + "=" + cursor.live() + " " + sum);
      }
    }
    return totals;
  }
}
