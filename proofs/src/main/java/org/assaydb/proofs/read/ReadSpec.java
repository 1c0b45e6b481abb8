package org.assaydb.proofs.read;

import java.util.Collections;
import java.util.List;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyRange;

/**
 * One read of one index, as the driver's plan derives it; what goes over the wire instead of SQL.
 * The same specification replayed on a verification object gives the same rows, or an error.
 */
public sealed interface ReadSpec {
  /** Longest list of ranges or keys. */
  int MAX_ITEMS = 65_536;

  IndexId index();

  /** Value columns to read, as positions in {@code IndexSchema.valueColumns()}, ascending. */
  List<Integer> columns();

  /** Snapshot height; versions above it are ignored. At most the height of the certified state. */
  long snapshotHeight();

  /** The same read at another height. */
  ReadSpec at(long height);

  /**
   * A read of ranges, which may come in parts: what it gives is what its parts give, one after the
   * other.
   */
  sealed interface Ranged extends ReadSpec {
    /** Ascending, disjoint, none empty. */
    List<KeyRange> ranges();

    /** Whether it goes from the end of the last range to the start of the first. */
    default boolean descending() {
      return false;
    }

    /** Number of rows after which it ends; {@code Long.MAX_VALUE} for none. */
    default long limit() {
      return Long.MAX_VALUE;
    }

    /** The same read with another limit, when its kind has one. */
    default Ranged withLimit(long rows) {
      return this;
    }

    /** The same read of other ranges. */
    Ranged over(List<KeyRange> ranges);

    /**
     * The part that is read first when the read is cut in two between the keys below a bound and
     * the others.
     */
    default Ranged before(Key bound) {
      return over((descending() ? from(bound) : below(bound)).partsOf(ranges()));
    }

    /** The rest, behind {@link #before}; its ranges may be none. */
    default Ranged after(Key bound) {
      return over((descending() ? below(bound) : from(bound)).partsOf(ranges()));
    }

    /** Whether some of the ranges lies below a bound and some does not. */
    default boolean isCutBy(Key bound) {
      List<KeyRange> all = ranges();
      if (all.isEmpty()) {
        return false;
      }
      Key end = all.get(all.size() - 1).upper();
      return all.get(0).lower().compareTo(bound) < 0 && (end == null || bound.compareTo(end) < 0);
    }

    private static KeyRange below(Key bound) {
      return new KeyRange(Key.MIN, bound);
    }

    private static KeyRange from(Key bound) {
      return new KeyRange(bound, null);
    }
  }

  /**
   * The live rows of all ranges in key order.
   *
   * @param ranges ascending, disjoint, none empty
   * @param descending from the end of the last range to the start of the first
   * @param limit number of live rows after which the scan ends; {@code Long.MAX_VALUE} for none
   */
  record Scan(
      IndexId index,
      List<Integer> columns,
      long snapshotHeight,
      List<KeyRange> ranges,
      boolean descending,
      long limit)
      implements Ranged {
    public Scan {
      columns = List.copyOf(columns);
      ranges = List.copyOf(ranges);
    }

    @Override
    public Scan at(long height) {
      return new Scan(index, columns, height, ranges, descending, limit);
    }

    @Override
    public Scan over(List<KeyRange> others) {
      return new Scan(index, columns, snapshotHeight, others, descending, limit);
    }

    @Override
    public Scan withLimit(long rows) {
      return new Scan(index, columns, snapshotHeight, ranges, descending, rows);
    }
  }

  /**
   * The live rows with exactly these keys, absent ones left out, in key order.
   *
   * @param keys strictly ascending
   */
  record Lookup(IndexId index, List<Integer> columns, long snapshotHeight, List<Key> keys)
      implements Ranged {
    public Lookup {
      columns = List.copyOf(columns);
      keys = List.copyOf(keys);
    }

    @Override
    public Lookup at(long height) {
      return new Lookup(index, columns, height, keys);
    }

    /** A point for each key. */
    @Override
    public List<KeyRange> ranges() {
      return keys.stream().map(KeyRange::point).toList();
    }

    /** The keys at which ranges start: ranges are points, and no key lies inside a point. */
    @Override
    public Lookup over(List<KeyRange> others) {
      return of(others.stream().map(KeyRange::lower).toList());
    }

    @Override
    public Lookup before(Key bound) {
      return of(keys.subList(0, keysBelow(bound)));
    }

    @Override
    public Lookup after(Key bound) {
      return of(keys.subList(keysBelow(bound), keys.size()));
    }

    @Override
    public boolean isCutBy(Key bound) {
      int below = keysBelow(bound);
      return below > 0 && below < keys.size();
    }

    private int keysBelow(Key bound) {
      int found = Collections.binarySearch(keys, bound);
      return found >= 0 ? found : -found - 1;
    }

    private Lookup of(List<Key> others) {
      return new Lookup(index, columns, snapshotHeight, others);
    }
  }

  /**
   * Live count and sums of the live rows in the ranges, in all or per group.
   *
   * @param columns summarized columns whose sums are wanted
   * @param ranges ascending, disjoint, none empty
   * @param groupParts leading key parts by which rows are grouped; 0 for one grand total
   */
  record Aggregate(
      IndexId index,
      List<Integer> columns,
      long snapshotHeight,
      List<KeyRange> ranges,
      int groupParts)
      implements Ranged {
    public Aggregate {
      columns = List.copyOf(columns);
      ranges = List.copyOf(ranges);
    }

    @Override
    public Aggregate at(long height) {
      return new Aggregate(index, columns, height, ranges, groupParts);
    }

    @Override
    public Aggregate over(List<KeyRange> others) {
      return new Aggregate(index, columns, snapshotHeight, others, groupParts);
    }

    @Override
    public Aggregate before(Key bound) {
      return (Aggregate) Ranged.super.before(bound);
    }

    @Override
    public Aggregate after(Key bound) {
      return (Aggregate) Ranged.super.after(bound);
    }
  }

  /**
   * The live rows of all ranges that satisfy a filter, in key order; what summaries exclude is not
   * opened.
   *
   * @param columns must contain the columns of the filter
   * @param ranges ascending, disjoint, none empty
   * @param limit number of rows after which the read ends; {@code Long.MAX_VALUE} for none
   */
  record Skip(
      IndexId index,
      List<Integer> columns,
      long snapshotHeight,
      List<KeyRange> ranges,
      SkipFilter filter,
      long limit)
      implements Ranged {
    public Skip {
      columns = List.copyOf(columns);
      ranges = List.copyOf(ranges);
    }

    @Override
    public Skip at(long height) {
      return new Skip(index, columns, height, ranges, filter, limit);
    }

    @Override
    public Skip over(List<KeyRange> others) {
      return new Skip(index, columns, snapshotHeight, others, filter, limit);
    }

    @Override
    public Skip withLimit(long rows) {
      return new Skip(index, columns, snapshotHeight, ranges, filter, rows);
    }
  }

  /**
   * The {@code limit} live rows of a range with the least or greatest non-NULL values of a
   * skippable column, ordered by that value, equal values by key. MIN and MAX are its limit 1.
   *
   * @param columns must contain {@code orderColumn}
   * @param orderColumn position among the value columns; one of {@code IndexSchema.bounds()}
   */
  record Top(
      IndexId index,
      List<Integer> columns,
      long snapshotHeight,
      KeyRange range,
      int orderColumn,
      boolean greatest,
      long limit)
      implements ReadSpec {
    public Top {
      columns = List.copyOf(columns);
    }

    @Override
    public Top at(long height) {
      return new Top(index, columns, height, range, orderColumn, greatest, limit);
    }
  }

  /**
   * All versions of the keys in the ranges, DELETE entries too, by key and then newest first.
   *
   * @param snapshotHeight versions above it are ignored
   * @param ranges ascending, disjoint, none empty
   * @param fromHeight first height of the versions wanted, inclusive
   * @param toHeight last height of the versions wanted, inclusive
   */
  record History(
      IndexId index,
      List<Integer> columns,
      long snapshotHeight,
      List<KeyRange> ranges,
      long fromHeight,
      long toHeight)
      implements Ranged {
    public History {
      columns = List.copyOf(columns);
      ranges = List.copyOf(ranges);
    }

    @Override
    public History at(long height) {
      return new History(index, columns, height, ranges, fromHeight, toHeight);
    }

    @Override
    public History over(List<KeyRange> others) {
      return new History(index, columns, snapshotHeight, others, fromHeight, toHeight);
    }
  }
}
