package org.assaydb.jdbc;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assaydb.proofs.ledger.ReadRange;
import org.assaydb.proofs.ledger.Transaction;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyRange;

/**
 * Which keys a transaction relied on, absences included: whole ranges of paged reads that came to
 * their end, of others the part up to the last row taken, and every key looked up. Not thread safe.
 */
final class ReadLog {
  /** Ranges are merged when there are more. */
  private static final int COMPACT_AT = 16_384;

  private final List<PagedCursor> open = new ArrayList<>();
  private final Map<IndexId, List<KeyRange>> ranges = new TreeMap<>();
  private int size;

  void paged(PagedCursor cursor) {
    open.add(cursor);
    if (open.size() > COMPACT_AT) {
      settle();
    }
  }

  /** Notes a read that is not paged: its ranges whole, wherever it ends. */
  void whole(ReadSpec spec) {
    if (spec instanceof ReadSpec.Aggregate aggregate) {
      aggregate.ranges().forEach(r -> add(spec.index(), r));
    } else if (spec instanceof ReadSpec.Top top) {
      add(spec.index(), top.range());
    } else {
      throw new IllegalArgumentException("a paged read is noted by its cursor");
    }
  }

  /** Notes what another log holds. */
  void addAll(List<ReadRange> others) {
    others.forEach(r -> add(r.index(), r.range()));
  }

  private void add(IndexId index, KeyRange range) {
    ranges.computeIfAbsent(index, i -> new ArrayList<>()).add(range);
    if (++size > COMPACT_AT) {
      compact();
    }
  }

  /** Whole ranges for cursors that may still move: more than was read, never less. */
  private void settle() {
    List<PagedCursor> cursors = List.copyOf(open);
    open.clear();
    cursors.forEach(c -> c.spec().ranges().forEach(r -> add(c.spec().index(), r)));
  }

  private void compact() {
    ranges.replaceAll((index, list) -> merged(list));
    size = ranges.values().stream().mapToInt(List::size).sum();
    if (size > COMPACT_AT / 2) {
      ranges.replaceAll((index, list) -> covering(list));
      size = ranges.size();
    }
  }

  /** Disjoint, not adjacent, ascending ranges by index. */
  List<ReadRange> ranges() {
    for (PagedCursor cursor : open) {
      cursor.rangesRead().forEach(r -> add(cursor.spec().index(), r));
    }
    open.clear();
    compact();
    List<ReadRange> out = new ArrayList<>();
    ranges.forEach((index, list) -> list.forEach(r -> out.add(new ReadRange(index, r))));
    if (out.size() > Transaction.MAX_READS) {
      throw new IllegalStateException(out.size() + " ranges");
    }
    return out;
  }

  private static List<KeyRange> covering(List<KeyRange> list) {
    if (list.size() <= COMPACT_AT / 64) {
      return list;
    }
    Key upper = list.get(list.size() - 1).upper();
    return new ArrayList<>(List.of(new KeyRange(list.get(0).lower(), upper)));
  }

  static List<KeyRange> merged(List<KeyRange> list) {
    List<KeyRange> sorted = new ArrayList<>(list);
    sorted.sort(Comparator.comparing(KeyRange::lower));
    List<KeyRange> out = new ArrayList<>();
    for (KeyRange next : sorted) {
      int last = out.size() - 1;
      Key end = last < 0 ? null : out.get(last).upper();
      boolean touches = last >= 0 && (end == null || next.lower().compareTo(end) <= 0);
      if (!touches) {
        out.add(next);
      } else if (end != null) {
        Key upper = next.upper();
        Key further = upper == null || upper.compareTo(end) > 0 ? upper : end;
        out.set(last, new KeyRange(out.get(last).lower(), further));
      }
    }
    return out;
  }
}
