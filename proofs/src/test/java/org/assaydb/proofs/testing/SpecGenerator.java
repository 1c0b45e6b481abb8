package org.assaydb.proofs.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.read.SkipFilter;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyCodec;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.proofs.tree.Entry;
import org.jspecify.annotations.Nullable;

/** Seeded random reads of a {@link SummaryTable}'s index: all kinds but histories. */
public final class SpecGenerator {
  private final Random random;
  private final SummaryTable table;
  private final IndexSchema schema;
  private final List<Entry> entries;

  public SpecGenerator(Random random, SummaryTable table, ModelIndex index) {
    this.random = random;
    this.table = table;
    schema = index.schema();
    entries = index.entries();
  }

  public ReadSpec next() {
    long snapshot =
        random.nextInt(3) == 0
            ? random.nextInt((int) SummaryTable.HEIGHT + 1)
            : SummaryTable.HEIGHT;
    return next(snapshot);
  }

  public ReadSpec next(long snapshot) {
    return switch (random.nextInt(8)) {
      case 0 -> lookup(snapshot);
      case 1 ->
          new ReadSpec.Scan(
              schema.id(),
              List.copyOf(someColumns()),
              snapshot,
              ranges(),
              random.nextBoolean(),
              limit());
      case 2, 3 -> aggregate(snapshot);
      case 4, 5 -> skip(snapshot);
      default -> top(snapshot);
    };
  }

  private ReadSpec.Lookup lookup(long snapshot) {
    List<Key> keys = new ArrayList<>(places());
    return new ReadSpec.Lookup(schema.id(), List.copyOf(someColumns()), snapshot, keys);
  }

  public ReadSpec.Aggregate aggregate(long snapshot) {
    List<Integer> columns =
        schema.sums().stream().filter(c -> random.nextBoolean()).sorted().toList();
    int parts = random.nextInt(schema.keyTypes().size() + 1);
    return new ReadSpec.Aggregate(schema.id(), columns, snapshot, ranges(), parts);
  }

  public ReadSpec.Skip skip(long snapshot) {
    TreeSet<Integer> columns = someColumns();
    List<SkipFilter.Clause> clauses = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      List<SkipFilter.Term> terms = new ArrayList<>();
      for (int j = random.nextInt(3); j >= 0; j--) {
        int column = bounded();
        columns.add(column);
        terms.add(new SkipFilter.Term(column, random.nextInt(4) == 0 ? null : valueRange(column)));
      }
      clauses.add(new SkipFilter.Clause(terms));
    }
    long from = random.nextInt(3) > 0 ? 0 : random.nextInt(60);
    long to = random.nextInt(3) > 0 ? Long.MAX_VALUE : from + random.nextInt(20);
    return new ReadSpec.Skip(
        schema.id(),
        List.copyOf(columns),
        snapshot,
        ranges(),
        new SkipFilter(clauses, from, to),
        limit());
  }

  public ReadSpec.Top top(long snapshot) {
    int column = bounded();
    TreeSet<Integer> columns = someColumns();
    columns.add(column);
    List<KeyRange> ranges = ranges();
    KeyRange range = ranges.isEmpty() ? KeyRange.ALL : ranges.get(0);
    return new ReadSpec.Top(
        schema.id(), List.copyOf(columns), snapshot, range, column, random.nextBoolean(), limit());
  }

  private TreeSet<Integer> someColumns() {
    TreeSet<Integer> columns = new TreeSet<>();
    for (int i = 0; i < schema.valueTypes().size(); i++) {
      if (random.nextInt(4) == 0) {
        columns.add(i);
      }
    }
    return columns;
  }

  private long limit() {
    return random.nextBoolean() ? Long.MAX_VALUE : random.nextInt(6);
  }

  private int bounded() {
    return schema.bounds().get(random.nextInt(schema.bounds().size()));
  }

  private KeyRange valueRange(int column) {
    ColumnType type = schema.valueTypes().get(column);
    int ordinal = schema.valueColumns().get(column);
    Key lower = KeyCodec.ordered(type, table.value(ordinal));
    @Nullable Key upper = KeyCodec.ordered(type, table.value(ordinal));
    return switch (random.nextInt(4)) {
      case 0 -> KeyRange.point(lower);
      case 1 -> new KeyRange(Key.MIN, upper);
      case 2 -> new KeyRange(lower, null);
      default -> new KeyRange(lower, upper);
    };
  }

  /** Ascending ranges between keys, places behind them and prefixes of them. */
  public List<KeyRange> ranges() {
    if (random.nextInt(3) == 0) {
      return random.nextInt(9) == 0 ? List.of() : List.of(KeyRange.ALL);
    }
    List<Key> keys = List.copyOf(places());
    List<KeyRange> ranges = new ArrayList<>();
    if (random.nextInt(4) == 0) {
      ranges.add(new KeyRange(Key.MIN, keys.get(0)));
    }
    for (int i = 0; i + 1 < keys.size(); i += 1 + random.nextInt(2)) {
      ranges.add(new KeyRange(keys.get(i), keys.get(i + 1)));
    }
    if (ranges.isEmpty() || random.nextInt(3) == 0) {
      ranges.add(new KeyRange(keys.get(keys.size() - 1), null));
    }
    return ranges;
  }

  private TreeSet<Key> places() {
    TreeSet<Key> places = new TreeSet<>();
    for (int i = 1 + random.nextInt(5); i > 0; i--) {
      Key key =
          entries.isEmpty()
              ? new Key(new byte[] {1, (byte) random.nextInt()})
              : entries.get(random.nextInt(entries.size())).key();
      places.add(
          switch (random.nextInt(6)) {
            case 0 -> key.successor();
            case 1 -> prefix(key);
            case 2 -> edge();
            default -> key;
          });
    }
    return places;
  }

  /** The first or the last key of all, or the place behind it. */
  private Key edge() {
    if (entries.isEmpty()) {
      return new Key(new byte[] {1});
    }
    List<Key> keys = entries.stream().map(Entry::key).sorted().toList();
    Key last = keys.get(keys.size() - 1);
    return switch (random.nextInt(3)) {
      case 0 -> keys.get(0);
      case 1 -> last;
      default -> last.successor();
    };
  }

  private Key prefix(Key key) {
    if (entries.isEmpty()) {
      return key;
    }
    int parts = 1 + random.nextInt(schema.keyTypes().size());
    int length = KeyCodec.partsLength(schema, key, parts);
    return new Key(java.util.Arrays.copyOf(key.bytes(), length));
  }
}
