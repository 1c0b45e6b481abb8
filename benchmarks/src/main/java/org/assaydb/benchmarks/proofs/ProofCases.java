package org.assaydb.benchmarks.proofs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assaydb.benchmarks.store.BenchTable;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.read.SkipFilter;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyCodec;
import org.assaydb.proofs.schema.KeyRange;

/** The cases of {@code assay bench proofs}, over tables of a given number of rows. */
final class ProofCases {
  private static final int VARIANTS = 64;
  private static final int FEW_VARIANTS = 8;
  private static final int RANGE_KEYS = 100_000;
  private static final List<Integer> ALL_OF_ROWS = List.of(0, 1, 2, 3, 4);

  /** A time (delta coded) and an amount (bit packed). */
  static final List<Integer> SCANNED = List.of(5, 7);

  private final int rowCount;
  private final BenchTable rows = ProofTables.rows();
  private final BenchTable sums = ProofTables.sums();
  private final BenchTable distinct = ProofTables.distinct();
  private final BenchTable groups;
  private final BenchTable wide = ProofTables.wide();
  private final BenchTable events = ProofTables.events();

  ProofCases(int rowCount) {
    this.rowCount = rowCount;
    groups = ProofTables.groups(rowCount);
  }

  /** In the order in which they are measured. */
  List<ProofCase> all() {
    int scanned = Math.max(1, rowCount / 10);
    return List.of(
        new ProofCase("point-row", rows, VARIANTS, 1, this::point),
        new ProofCase("absent-key", rows, VARIANTS, 0, this::absent),
        new ProofCase("point-sum", sums, VARIANTS, 0, this::pointSum),
        new ProofCase("range-sum", distinct, VARIANTS, 0, this::rangeSum),
        new ProofCase("group-count-100", groups, 1, 0, this::groupCount),
        new ProofCase("group-range-sum-100", groups, FEW_VARIANTS, 0, this::groupRangeSum),
        new ProofCase("topk-10", rows, VARIANTS, 10, this::top),
        new ProofCase("scan-2-of-25", wide, FEW_VARIANTS, scanned, this::scan),
        new ProofCase("skip-clustered", events, VARIANTS, 10, this::skipTimes),
        new ProofCase("skip-scattered", events, FEW_VARIANTS, 0, this::skipCodes),
        new ProofCase("max-clustered", events, VARIANTS, 1, this::latest),
        new ProofCase("top-10-scattered", events, VARIANTS, 10, this::greatestCodes));
  }

  private ReadSpec point(long height, Random random) {
    return lookup(rows.key(random.nextInt(rowCount)), height);
  }

  /** Keys of rows are even. */
  private ReadSpec absent(long height, Random random) {
    Key present = rows.key(random.nextInt(rowCount));
    byte[] bytes = present.bytes().clone();
    bytes[bytes.length - 1] |= 1;
    return lookup(new Key(bytes), height);
  }

  private ReadSpec lookup(Key key, long height) {
    return new ReadSpec.Lookup(rows.index(), ALL_OF_ROWS, height, List.of(key));
  }

  /** The ten greatest keys below a random one. */
  private ReadSpec top(long height, Random random) {
    KeyRange below = new KeyRange(Key.MIN, rows.key(10 + random.nextInt(rowCount)));
    return new ReadSpec.Scan(rows.index(), ALL_OF_ROWS, height, List.of(below), true, 10);
  }

  private ReadSpec scan(long height, Random random) {
    int scanned = Math.max(1, rowCount / 10);
    KeyRange range = range(wide, random.nextInt(rowCount - scanned + 1), scanned);
    return new ReadSpec.Scan(wide.index(), SCANNED, height, List.of(range), false, Long.MAX_VALUE);
  }

  /** The 1,000 rows of a random key. */
  private ReadSpec pointSum(long height, Random random) {
    long row = random.nextInt(rowCount);
    List<KeyRange> ranges = List.of(KeyRange.prefix(firstPart(sums, row)));
    return new ReadSpec.Aggregate(sums.index(), List.of(2), height, ranges, 0);
  }

  /** 100,000 keys, or most of them when there are no more. */
  private ReadSpec rangeSum(long height, Random random) {
    int summed = Math.min(RANGE_KEYS, rowCount * 8 / 10);
    KeyRange range = range(distinct, random.nextInt(rowCount - summed), summed);
    return new ReadSpec.Aggregate(distinct.index(), List.of(1), height, List.of(range), 0);
  }

  private ReadSpec groupCount(long height, Random random) {
    return new ReadSpec.Aggregate(groups.index(), List.of(), height, List.of(KeyRange.ALL), 1);
  }

  /** In each group the middle part, its bounds somewhere in the first and the last third. */
  private ReadSpec groupRangeSum(long height, Random random) {
    int rowsOfAGroup = ProofTables.rowsOfAGroup(rowCount);
    int third = Math.max(1, rowsOfAGroup / 3);
    List<KeyRange> ranges = new ArrayList<>();
    for (long start = 0; start < rowCount; start += rowsOfAGroup) {
      long from = start + random.nextInt(third);
      long to = start + rowsOfAGroup - 1 - random.nextInt(third);
      ranges.add(new KeyRange(groups.key(from), groups.key(to)));
    }
    return new ReadSpec.Aggregate(groups.index(), List.of(2), height, ranges, 1);
  }

  /** The ten events of ten seconds. */
  private ReadSpec skipTimes(long height, Random random) {
    long first = random.nextInt(rowCount - 10);
    return skip(height, 1, ProofTables.time(first), ProofTables.time(first + 10));
  }

  /** The events of one code: one in 10,000. */
  private ReadSpec skipCodes(long height, Random random) {
    int code = random.nextInt(ProofTables.CODES);
    return skip(height, 2, code, code + 1);
  }

  /** The latest time before a random event: MAX by bounds. */
  private ReadSpec latest(long height, Random random) {
    return top(height, 1, 1 + random.nextInt(rowCount), 1);
  }

  /** The ten greatest codes, which lie anywhere among at least half of the events. */
  private ReadSpec greatestCodes(long height, Random random) {
    return top(height, 2, rowCount / 2 + random.nextInt(rowCount / 2), 10);
  }

  /** The greatest values of a column among the first events. */
  private ReadSpec top(long height, int column, long first, int limit) {
    KeyRange range = new KeyRange(Key.MIN, events.key(first));
    return new ReadSpec.Top(events.index(), List.of(0, 1, 2), height, range, column, true, limit);
  }

  /** All events with a value in [from, to). */
  private ReadSpec skip(long height, int column, Object from, Object to) {
    ColumnType type = events.schema().valueTypes().get(column);
    KeyRange values = new KeyRange(KeyCodec.ordered(type, from), KeyCodec.ordered(type, to));
    SkipFilter.Clause clause = new SkipFilter.Clause(List.of(new SkipFilter.Term(column, values)));
    SkipFilter filter = new SkipFilter(List.of(clause), 0, Long.MAX_VALUE);
    return new ReadSpec.Skip(
        events.index(), List.of(0, 1, 2), height, List.of(KeyRange.ALL), filter, Long.MAX_VALUE);
  }

  private static Key firstPart(BenchTable table, long row) {
    Key key = table.key(row);
    return new Key(Arrays.copyOf(key.bytes(), KeyCodec.partsLength(table.schema(), key, 1)));
  }

  private static KeyRange range(BenchTable table, long from, long count) {
    return new KeyRange(table.key(from), table.key(from + count));
  }
}
