package org.assaydb.benchmarks.tamper;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.read.SkipFilter;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyCodec;
import org.assaydb.proofs.schema.KeyRange;

/** Random reads of every kind that an index allows. */
final class ReadGenerator {
  private static final int KINDS = 6;

  private final IndexSchema index;
  private final RowWriter rows;
  private final Random random;

  ReadGenerator(IndexSchema index, RowWriter rows, Random random) {
    this.index = index;
    this.rows = rows;
    this.random = random;
  }

  /** A read at a snapshot of at most {@code height}. */
  ReadSpec at(long height) {
    long snapshot = random.nextInt(3) == 0 ? Math.max(1, height - random.nextInt(60)) : height;
    return switch (random.nextInt(KINDS)) {
      case 0 -> new ReadSpec.Lookup(index.id(), columns(), snapshot, keys());
      case 1 -> aggregate(snapshot);
      case 2 -> index.bounds().isEmpty() ? scan(snapshot) : skip(snapshot);
      case 3 -> index.bounds().isEmpty() ? scan(snapshot) : top(snapshot);
      case 4 ->
          new ReadSpec.History(
              index.id(), columns(), snapshot, ranges(), random.nextInt(4), Long.MAX_VALUE >> 21);
      default -> scan(snapshot);
    };
  }

  private ReadSpec scan(long snapshot) {
    long limit = random.nextBoolean() ? Long.MAX_VALUE : random.nextInt(20);
    return new ReadSpec.Scan(
        index.id(), columns(), snapshot, ranges(), random.nextBoolean(), limit);
  }

  private ReadSpec aggregate(long snapshot) {
    int groups = random.nextInt(index.keyTypes().size() + 1);
    return new ReadSpec.Aggregate(index.id(), index.sums(), snapshot, ranges(), groups);
  }

  private ReadSpec skip(long snapshot) {
    List<SkipFilter.Clause> clauses = new ArrayList<>();
    TreeSet<Integer> read = new TreeSet<>(columns());
    for (int i = random.nextInt(3); i > 0; i--) {
      List<SkipFilter.Term> terms = new ArrayList<>();
      for (int j = random.nextInt(2); j >= 0; j--) {
        int column = index.bounds().get(random.nextInt(index.bounds().size()));
        read.add(column);
        terms.add(new SkipFilter.Term(column, random.nextInt(4) == 0 ? null : values(column)));
      }
      clauses.add(new SkipFilter.Clause(terms));
    }
    long limit = random.nextBoolean() ? Long.MAX_VALUE : random.nextInt(10);
    long from = random.nextBoolean() ? 0 : random.nextInt((int) snapshot + 1);
    SkipFilter filter = new SkipFilter(clauses, from, snapshot);
    return new ReadSpec.Skip(index.id(), List.copyOf(read), snapshot, ranges(), filter, limit);
  }

  private KeyRange values(int column) {
    boolean text = index.valueColumns().get(column) == TamperTables.NAME;
    Object least = text ? (Object) ("n" + random.nextInt(50)) : random.nextInt(100);
    Object end = text ? (Object) "n5" : 100;
    Key lower = KeyCodec.ordered(index.valueTypes().get(column), least);
    Key upper = KeyCodec.ordered(index.valueTypes().get(column), end);
    return new KeyRange(lower, random.nextBoolean() || upper.compareTo(lower) <= 0 ? null : upper);
  }

  private ReadSpec top(long snapshot) {
    int order = index.bounds().get(random.nextInt(index.bounds().size()));
    TreeSet<Integer> read = new TreeSet<>(columns());
    read.add(order);
    return new ReadSpec.Top(
        index.id(),
        List.copyOf(read),
        snapshot,
        random.nextBoolean() ? KeyRange.ALL : ranges().get(0),
        order,
        random.nextBoolean(),
        1 + random.nextInt(4));
  }

  private List<Integer> columns() {
    List<Integer> columns = new ArrayList<>();
    for (int i = 0; i < index.valueColumns().size(); i++) {
      if (random.nextBoolean()) {
        columns.add(i);
      }
    }
    return columns;
  }

  private List<Key> keys() {
    TreeSet<Key> keys = new TreeSet<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      Key key = rows.anyKey(index);
      keys.add(random.nextInt(3) == 0 ? key.successor() : key);
    }
    keys.removeIf(k -> k.bytes().length > Key.MAX_BYTES);
    return List.copyOf(keys);
  }

  /** One or two ranges, mostly narrow. */
  private List<KeyRange> ranges() {
    TreeSet<Key> bounds = new TreeSet<>();
    for (int i = 2 + 2 * random.nextInt(2); i > 0; i--) {
      bounds.add(random.nextInt(8) == 0 ? Key.MIN : rows.anyKey(index));
    }
    List<Key> sorted = List.copyOf(bounds);
    List<KeyRange> ranges = new ArrayList<>();
    for (int i = 0; i + 1 < sorted.size(); i += 2) {
      ranges.add(new KeyRange(sorted.get(i), sorted.get(i + 1)));
    }
    if (ranges.isEmpty()) {
      ranges.add(KeyRange.point(sorted.get(0)));
    }
    if (random.nextInt(10) == 0) {
      ranges.set(ranges.size() - 1, new KeyRange(ranges.get(ranges.size() - 1).lower(), null));
    }
    return ranges;
  }
}
