package org.assaydb.ads;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.read.RowCursor;
import org.assaydb.proofs.schema.ColumnSum;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.proofs.schema.RowCodec;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.tree.Summary;
import org.assaydb.proofs.vo.verify.VerifiedState;
import org.assaydb.proofs.vo.verify.VoLimits;
import org.jspecify.annotations.Nullable;

/** What the reads of a state must give, by the definition of a snapshot. */
final class StoreReadContract {
  private StoreReadContract() {}

  /** Compares point reads, and reads of every kind, plain and verified, with the model. */
  static void check(StateTree state, StoreModel model, Random random, int rounds) {
    for (IndexSchema schema : List.of(StoreModel.PRIMARY, StoreModel.SECONDARY)) {
      for (int i = 0; i < rounds; i++) {
        long snapshot = snapshot(state, random);
        TreeMap<Key, Entry> live = model.live(schema.id(), snapshot);
        checkTotals(state, live, schema, snapshot);
        checkPoints(state, model, schema, snapshot, live, random);
        checkReads(state, model, schema, snapshot, live, random);
      }
    }
    for (int i = 0; i < rounds; i++) {
      long snapshot = snapshot(state, random);
      Map<IndexId, TreeMap<Key, Entry>> live =
          Map.of(
              StoreModel.PRIMARY.id(), model.live(StoreModel.PRIMARY.id(), snapshot),
              StoreModel.SECONDARY.id(), model.live(StoreModel.SECONDARY.id(), snapshot));
      StoreSummaryContract.check(state, live, snapshot, random);
    }
  }

  /** The last few heights, or any. */
  private static long snapshot(StateTree state, Random random) {
    long back = random.nextBoolean() ? Math.min(20, state.height()) : state.height();
    return state.height() - random.nextInt((int) back);
  }

  /** Counts and sums of the current runs add up at every snapshot from the floor on. */
  private static void checkTotals(
      StateTree state, TreeMap<Key, Entry> liveRows, IndexSchema schema, long snapshot) {
    IndexState index = state.index(schema.id()).orElseThrow();
    if (snapshot < index.descriptor().floor()) {
      return;
    }
    long live = 0;
    ColumnSum sum = ColumnSum.ZERO;
    for (Run run : index.runs()) {
      for (int chunk = 0; chunk < run.chunkCount(); chunk++) {
        Rows rows = run.rows(chunk);
        for (int row = 0; row < rows.size(); row++) {
          if (rows.entry(row).version().height() <= snapshot) {
            Summary entry = Summary.of(schema, rows.entry(row));
            live += entry.live();
            sum = sum.plus(entry.sums().get(0));
          }
        }
      }
    }
    ColumnSum expected = ColumnSum.ZERO;
    for (Entry row : liveRows.values()) {
      Object[] values = RowCodec.decode(schema.valueTypes(), row.values());
      expected = expected.plus(ColumnSum.of(values[schema.sums().get(0)]));
    }
    assertThat(live).isEqualTo(liveRows.size());
    assertThat(sum).isEqualTo(expected);
  }

  /** Keys that are there, the first and the last of them, just before, just after. */
  private static Key place(StoreModel model, IndexSchema schema, Random random) {
    List<Entry> entries = model.written.get(schema.id());
    Key key = entries.get(random.nextInt(entries.size())).key();
    return switch (random.nextInt(6)) {
      case 0 -> key.successor();
      case 1 -> new Key(java.util.Arrays.copyOf(key.bytes(), key.bytes().length - 1));
      case 2 -> model.versions(schema.id()).firstKey();
      case 3 -> model.versions(schema.id()).lastKey();
      default -> key;
    };
  }

  private static KeyRange range(StoreModel model, IndexSchema schema, Random random) {
    Key a = place(model, schema, random);
    Key b = place(model, schema, random);
    return switch (random.nextInt(5)) {
      case 0 -> KeyRange.ALL;
      case 1 -> KeyRange.point(a);
      case 2 -> KeyRange.prefix(a);
      default -> a.compareTo(b) <= 0 ? new KeyRange(a, b) : new KeyRange(b, a);
    };
  }

  static <T> NavigableMap<Key, T> within(NavigableMap<Key, T> rows, KeyRange range) {
    NavigableMap<Key, T> tail = rows.tailMap(range.lower(), true);
    return range.upper() == null ? tail : tail.headMap(range.upper(), false);
  }

  private static void checkPoints(
      StateTree state,
      StoreModel model,
      IndexSchema schema,
      long snapshot,
      TreeMap<Key, Entry> live,
      Random random) {
    IndexState index = state.index(schema.id()).orElseThrow();
    TreeMap<Key, Entry> newest = model.newest(schema.id(), snapshot);
    List<Entry> entries = model.written.get(schema.id());
    for (int i = 0; i < 20; i++) {
      Key key = entries.get(random.nextInt(entries.size())).key();
      key = random.nextInt(3) == 0 && schema.primary() ? key.successor() : key;
      assertSame(index.newest(key, snapshot), newest.get(key));
      KeyRange range = range(model, schema, random);
      if (range.isEmpty()) {
        continue;
      }
      Map.Entry<Key, Entry> first = within(live, range).firstEntry();
      assertSame(index.firstLive(range, snapshot), first == null ? null : first.getValue());
      boolean newer =
          within(model.versions(schema.id()), range).values().stream()
              .anyMatch(of -> of.get(of.size() - 1).version().height() > snapshot);
      assertThat(index.hasNewerThan(range, snapshot)).as("%s", range).isEqualTo(newer);
    }
  }

  private static void assertSame(@Nullable Entry actual, @Nullable Entry expected) {
    assertThat(show(actual)).isEqualTo(show(expected));
  }

  /** A DELETE that went to the history is no entry any more. */
  private static String show(@Nullable Entry entry) {
    return entry == null || !entry.kind().isPut()
        ? "none"
        : entry.key() + "@" + entry.version() + entry.kind().written() + new Key(entry.values());
  }

  private static void checkReads(
      StateTree state,
      StoreModel model,
      IndexSchema schema,
      long snapshot,
      TreeMap<Key, Entry> live,
      Random random) {
    List<ReadSpec> specs = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      specs.add(spec(model, schema, snapshot, random));
    }
    WitnessSession session = state.record();
    for (ReadSpec spec : specs) {
      drain(session.reader().read(spec), List.of());
    }
    VerifiedState verified =
        VerifiedState.verify(
            session.cut(), state.root(), StoreReadContract::schema, VoLimits.DEFAULT);
    verified.requireExact(state.height(), specs);
    for (ReadSpec spec : specs) {
      List<String> expected = expected(model, schema, spec, live);
      assertThat(drain(state.reader().read(spec), spec.columns())).isEqualTo(expected);
      RowCursor replay = verified.reader(state.height()).read(spec);
      assertThat(drain(replay, spec.columns())).isEqualTo(expected);
    }
  }

  static Optional<IndexSchema> schema(IndexId id) {
    return id.equals(StoreModel.PRIMARY.id())
        ? Optional.of(StoreModel.PRIMARY)
        : Optional.of(StoreModel.SECONDARY);
  }

  static ReadSpec spec(StoreModel model, IndexSchema schema, long snapshot, Random random) {
    List<Integer> columns = new ArrayList<>();
    for (int i = 0; i < schema.valueTypes().size(); i++) {
      if (random.nextBoolean()) {
        columns.add(i);
      }
    }
    if (random.nextInt(4) == 0) {
      TreeSet<Key> keys = new TreeSet<>();
      for (int i = 0; i < 5; i++) {
        keys.add(place(model, schema, random));
      }
      return new ReadSpec.Lookup(schema.id(), columns, snapshot, List.copyOf(keys));
    }
    KeyRange range = range(model, schema, random);
    while (range.isEmpty()) {
      range = range(model, schema, random);
    }
    if (random.nextInt(4) == 0) {
      long from = random.nextInt((int) snapshot + 1);
      long to = from + random.nextInt((int) snapshot + 1);
      return new ReadSpec.History(schema.id(), columns, snapshot, List.of(range), from, to);
    }
    long limit = random.nextBoolean() ? Long.MAX_VALUE : random.nextInt(10);
    return new ReadSpec.Scan(
        schema.id(), columns, snapshot, List.of(range), random.nextBoolean(), limit);
  }

  static List<String> drain(RowCursor cursor, List<Integer> columns) {
    List<String> rows = new ArrayList<>();
    while (cursor.next()) {
      StringBuilder row = new StringBuilder(cursor.key() + "@" + cursor.version());
      row.append(cursor.kind());
      columns.forEach(c -> row.append(' ').append(cursor.value(c)));
      rows.add(row.toString());
    }
    return rows;
  }

  private static List<String> expected(
      StoreModel model, IndexSchema schema, ReadSpec spec, TreeMap<Key, Entry> live) {
    List<Entry> rows = new ArrayList<>();
    if (spec instanceof ReadSpec.Lookup lookup) {
      lookup.keys().stream().filter(live::containsKey).map(live::get).forEach(rows::add);
    } else if (spec instanceof ReadSpec.Scan scan) {
      NavigableMap<Key, Entry> in = within(live, scan.ranges().get(0));
      (scan.descending() ? in.descendingMap() : in)
          .values().stream().limit(scan.limit()).forEach(rows::add);
    } else if (spec instanceof ReadSpec.History history) {
      long last = Math.min(history.toHeight(), history.snapshotHeight());
      model.written.get(schema.id()).stream()
          .filter(e -> history.ranges().get(0).contains(e.key()))
          .filter(e -> e.version().height() >= history.fromHeight())
          .filter(e -> e.version().height() <= last)
          .sorted()
          .forEach(rows::add);
    }
    List<String> shown = new ArrayList<>();
    for (Entry entry : rows) {
      @Nullable Object[] values =
          entry.kind().isPut()
              ? RowCodec.decode(schema.valueTypes(), entry.values())
              : new @Nullable Object[schema.valueTypes().size()];
      StringBuilder row = new StringBuilder(entry.key() + "@" + entry.version());
      row.append(entry.kind());
      spec.columns().forEach(c -> row.append(' ').append(values[c]));
      shown.add(row.toString());
    }
    return shown;
  }
}
