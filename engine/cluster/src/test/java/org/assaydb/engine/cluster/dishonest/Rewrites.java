package org.assaydb.engine.cluster.dishonest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.proofs.wire.Request;

/** Reads that a dishonest server serves instead of the one that was asked for. */
final class Rewrites {
  private Rewrites() {}

  /** By name, with the family of the attack catalogue. */
  static Map<String, UnaryOperator<ReadSpec>> all(long earlierHeight) {
    Map<String, UnaryOperator<ReadSpec>> rewrites = new LinkedHashMap<>();
    rewrites.put("C1 cuts the end of each range", r -> ranges(r, Rewrites::withoutEnd));
    rewrites.put("C1 cuts the start of each range", r -> ranges(r, Rewrites::withoutStart));
    rewrites.put("C1 serves only the first key", Rewrites::firstKeyOnly);
    rewrites.put("C1 leaves out a range or key", Rewrites::withoutLastItem);
    rewrites.put("C2 starts behind the lower bound", r -> ranges(r, Rewrites::behindLower));
    rewrites.put("C4 reads another index", r -> index(r, new IndexId(1)));
    rewrites.put("C4 serves an empty range", r -> ranges(r, x -> List.of(KeyRange.point(FAR))));
    rewrites.put("C7 stops after two rows", r -> limit(r, 2));
    rewrites.put("S3 serves versions of an older snapshot", r -> snapshot(r, earlierHeight));
    rewrites.put("S7 scans from the wrong end", Rewrites::reversed);
    rewrites.put("Q5 leaves out a column", Rewrites::withoutLastColumn);
    return rewrites;
  }

  /** Applies a rewrite to all reads of a request; other requests stay. */
  static UnaryOperator<Request> of(UnaryOperator<ReadSpec> rewrite) {
    return request ->
        request instanceof Request.Read read
            ? new Request.Read(
                read.height(), read.budgetBytes(), read.specs().stream().map(rewrite).toList())
            : request;
  }

  private static final Key FAR = new Key(new byte[] {(byte) 0xfe});

  private interface RangeRewrite {
    List<KeyRange> apply(KeyRange range);
  }

  private static List<KeyRange> rangesOf(ReadSpec spec) {
    if (spec instanceof ReadSpec.Ranged ranged) {
      return ranged.ranges();
    }
    return spec instanceof ReadSpec.Top top ? List.of(top.range()) : List.of();
  }

  /** The same kind of read with other parts; ranges are left alone where there are none. */
  private static ReadSpec with(
      ReadSpec spec, IndexId index, List<Integer> columns, long snapshot, List<KeyRange> ranges) {
    if (spec instanceof ReadSpec.Scan s) {
      return new ReadSpec.Scan(index, columns, snapshot, ranges, s.descending(), s.limit());
    } else if (spec instanceof ReadSpec.Aggregate a) {
      return new ReadSpec.Aggregate(index, columns, snapshot, ranges, a.groupParts());
    } else if (spec instanceof ReadSpec.Skip s) {
      return new ReadSpec.Skip(index, columns, snapshot, ranges, s.filter(), s.limit());
    } else if (spec instanceof ReadSpec.History h) {
      return new ReadSpec.History(index, columns, snapshot, ranges, h.fromHeight(), h.toHeight());
    } else if (spec instanceof ReadSpec.Top t) {
      return new ReadSpec.Top(
          index, columns, snapshot, ranges.get(0), t.orderColumn(), t.greatest(), t.limit());
    }
    return new ReadSpec.Lookup(index, columns, snapshot, ((ReadSpec.Lookup) spec).keys());
  }

  private static ReadSpec ranges(ReadSpec spec, RangeRewrite rewrite) {
    List<KeyRange> ranges = rangesOf(spec);
    List<KeyRange> out = new ArrayList<>();
    for (KeyRange range : ranges) {
      for (KeyRange rewritten : rewrite.apply(range)) {
        boolean follows =
            out.isEmpty()
                || out.get(out.size() - 1).upper() != null
                    && out.get(out.size() - 1).upper().compareTo(rewritten.lower()) <= 0;
        if (!rewritten.isEmpty() && follows) {
          out.add(rewritten);
        }
      }
    }
    return out.isEmpty()
        ? spec
        : with(spec, spec.index(), spec.columns(), spec.snapshotHeight(), out);
  }

  private static ReadSpec.Scan scan(
      ReadSpec.Scan scan, List<KeyRange> ranges, boolean descending, long limit) {
    return new ReadSpec.Scan(
        scan.index(), scan.columns(), scan.snapshotHeight(), ranges, descending, limit);
  }

  /** A key between the bounds, by their first four bytes behind the common start. */
  private static Key between(KeyRange range) {
    byte[] lower = java.util.Arrays.copyOf(range.lower().bytes(), 9);
    byte[] upper =
        range.upper() == null
            ? new byte[] {2, 0, 0, 0, 0, 0, 0, 0, 0}
            : java.util.Arrays.copyOf(range.upper().bytes(), 9);
    java.math.BigInteger middle =
        new java.math.BigInteger(1, lower).add(new java.math.BigInteger(1, upper)).shiftRight(1);
    byte[] bytes = new byte[9];
    byte[] raw = middle.toByteArray();
    int length = Math.min(9, raw.length);
    System.arraycopy(raw, raw.length - length, bytes, 9 - length, length);
    return new Key(bytes);
  }

  private static List<KeyRange> withoutEnd(KeyRange range) {
    return List.of(new KeyRange(range.lower(), between(range)));
  }

  private static List<KeyRange> withoutStart(KeyRange range) {
    return List.of(new KeyRange(between(range), range.upper()));
  }

  private static List<KeyRange> behindLower(KeyRange range) {
    Key end = range.lower().prefixEnd();
    return end == null ? List.of(range) : List.of(new KeyRange(end, range.upper()));
  }

  private static ReadSpec firstKeyOnly(ReadSpec spec) {
    return limit(spec, 1);
  }

  private static ReadSpec limit(ReadSpec spec, long limit) {
    return spec instanceof ReadSpec.Scan s ? scan(s, s.ranges(), s.descending(), limit) : spec;
  }

  private static ReadSpec reversed(ReadSpec spec) {
    return spec instanceof ReadSpec.Scan s
        ? scan(s, s.ranges(), !s.descending(), Math.min(3, s.limit()))
        : spec;
  }

  private static ReadSpec withoutLastItem(ReadSpec spec) {
    if (spec instanceof ReadSpec.Scan s && s.ranges().size() > 1) {
      return scan(s, s.ranges().subList(0, s.ranges().size() - 1), s.descending(), s.limit());
    }
    if (spec instanceof ReadSpec.Lookup l && l.keys().size() > 1) {
      return new ReadSpec.Lookup(
          l.index(), l.columns(), l.snapshotHeight(), l.keys().subList(0, l.keys().size() - 1));
    }
    if (spec instanceof ReadSpec.Lookup l) {
      return new ReadSpec.Lookup(l.index(), l.columns(), l.snapshotHeight(), List.of(FAR));
    }
    return spec;
  }

  private static ReadSpec withoutLastColumn(ReadSpec spec) {
    // The replica's own checks refuse a skip or top without the columns that it tests.
    if (spec.columns().isEmpty() || spec instanceof ReadSpec.Skip || spec instanceof ReadSpec.Top) {
      return spec;
    }
    List<Integer> columns = spec.columns().subList(0, spec.columns().size() - 1);
    return with(spec, spec.index(), columns, spec.snapshotHeight(), rangesOf(spec));
  }

  /** A read of rows: another index need not have what totals, skips and tops are read from. */
  private static ReadSpec index(ReadSpec spec, IndexId other) {
    ReadSpec rows =
        spec instanceof ReadSpec.Lookup
            ? spec
            : new ReadSpec.Scan(
                other, List.of(), spec.snapshotHeight(), rangesOf(spec), false, Long.MAX_VALUE);
    return with(rows, other, List.of(), spec.snapshotHeight(), rangesOf(spec));
  }

  private static ReadSpec snapshot(ReadSpec spec, long height) {
    long earlier = Math.min(height, spec.snapshotHeight());
    return with(spec, spec.index(), spec.columns(), earlier, rangesOf(spec));
  }
}
