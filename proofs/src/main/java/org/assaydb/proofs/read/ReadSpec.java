package org.assaydb.proofs.read;

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
      implements ReadSpec {
    public Scan {
      columns = List.copyOf(columns);
      ranges = List.copyOf(ranges);
    }
  }

  /**
   * The live rows with exactly these keys, absent ones left out, in key order.
   *
   * @param keys strictly ascending
   */
  record Lookup(IndexId index, List<Integer> columns, long snapshotHeight, List<Key> keys)
      implements ReadSpec {
    public Lookup {
      columns = List.copyOf(columns);
      keys = List.copyOf(keys);
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
      implements ReadSpec {
    public Aggregate {
      columns = List.copyOf(columns);
      ranges = List.copyOf(ranges);
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
      implements ReadSpec {
    public Skip {
      columns = List.copyOf(columns);
      ranges = List.copyOf(ranges);
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
      implements ReadSpec {
    public History {
      columns = List.copyOf(columns);
      ranges = List.copyOf(ranges);
    }
  }
}
