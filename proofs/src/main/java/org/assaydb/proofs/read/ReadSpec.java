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
}
