package org.assaydb.proofs.read;

import static org.assaydb.proofs.RejectReason.LIMIT_EXCEEDED;
import static org.assaydb.proofs.RejectReason.MALFORMED;
import static org.assaydb.proofs.RejectReason.SNAPSHOT_MISMATCH;
import static org.assaydb.proofs.RejectReason.SNAPSHOT_TOO_OLD;
import static org.assaydb.proofs.VerificationException.require;

import java.util.ArrayList;
import java.util.List;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.proofs.schema.TableDef;

/**
 * Encoding of read specifications, and the rules that every one must keep.
 *
 * <pre>
 * kind (1), varint index id, varint columns, per column varint position, varint snapshot height,
 * then (ranges = varint count, per range KeyRange)
 *   1 scan:      ranges, descending (1), varint limit
 *   2 lookup:    varint keys, per key length-prefixed bytes
 *   3 aggregate: ranges, varint group parts
 *   4 skip:      ranges, SkipFilter, varint limit
 *   5 top:       KeyRange, varint order column, greatest (1), varint limit
 *   6 history:   ranges, varint first height, varint last height
 * </pre>
 *
 * The decoder bounds sizes; order and meaning are checked against the index when the read runs.
 */
public final class ReadSpecCodec {
  private static final int SCAN = 1;
  private static final int LOOKUP = 2;
  private static final int AGGREGATE = 3;
  private static final int SKIP = 4;
  private static final int TOP = 5;
  private static final int HISTORY = 6;

  private ReadSpecCodec() {}

  public static void encode(ReadSpec spec, ByteWriter out) {
    out.u8(kind(spec)).varint(spec.index().value()).varint(spec.columns().size());
    spec.columns().forEach(out::varint);
    out.varint(spec.snapshotHeight());
    if (spec instanceof ReadSpec.Scan scan) {
      encodeRanges(scan.ranges(), out);
      out.bool(scan.descending()).varint(scan.limit());
    } else if (spec instanceof ReadSpec.Lookup lookup) {
      out.varint(lookup.keys().size());
      lookup.keys().forEach(k -> out.bytes(k.bytes()));
    } else if (spec instanceof ReadSpec.Aggregate aggregate) {
      encodeRanges(aggregate.ranges(), out);
      out.varint(aggregate.groupParts());
    } else if (spec instanceof ReadSpec.Skip skip) {
      encodeRanges(skip.ranges(), out);
      skip.filter().encode(out);
      out.varint(skip.limit());
    } else if (spec instanceof ReadSpec.Top top) {
      top.range().encode(out);
      out.varint(top.orderColumn()).bool(top.greatest()).varint(top.limit());
    } else if (spec instanceof ReadSpec.History history) {
      encodeRanges(history.ranges(), out);
      out.varint(history.fromHeight()).varint(history.toHeight());
    }
  }

  private static int kind(ReadSpec spec) {
    if (spec instanceof ReadSpec.Scan) {
      return SCAN;
    } else if (spec instanceof ReadSpec.Lookup) {
      return LOOKUP;
    } else if (spec instanceof ReadSpec.Aggregate) {
      return AGGREGATE;
    } else if (spec instanceof ReadSpec.Skip) {
      return SKIP;
    }
    return spec instanceof ReadSpec.Top ? TOP : HISTORY;
  }

  private static void encodeRanges(List<KeyRange> ranges, ByteWriter out) {
    out.varint(ranges.size());
    ranges.forEach(r -> r.encode(out));
  }

  /** Decodes hostile bytes and leaves the reader behind them. */
  public static ReadSpec decode(ByteReader in) {
    int kind = in.u8();
    IndexId index = new IndexId(in.varintAtMost(Integer.MAX_VALUE, "index id"));
    int count = in.varintAtMost(TableDef.MAX_COLUMNS, "column count");
    List<Integer> columns = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      columns.add(in.varintAtMost(TableDef.MAX_COLUMNS, "column"));
    }
    long snapshot = in.varintNonNegative("snapshot height");
    return decode(kind, index, columns, snapshot, in);
  }

  private static ReadSpec decode(
      int kind, IndexId index, List<Integer> columns, long snapshot, ByteReader in) {
    return switch (kind) {
      case SCAN ->
          new ReadSpec.Scan(
              index, columns, snapshot, decodeRanges(in), in.bool(), in.varintNonNegative("limit"));
      case LOOKUP -> new ReadSpec.Lookup(index, columns, snapshot, decodeKeys(in));
      case AGGREGATE ->
          new ReadSpec.Aggregate(
              index,
              columns,
              snapshot,
              decodeRanges(in),
              in.varintAtMost(TableDef.MAX_COLUMNS, "group parts"));
      case SKIP -> decodeSkip(index, columns, snapshot, in);
      case TOP -> decodeTop(index, columns, snapshot, in);
      case HISTORY ->
          new ReadSpec.History(
              index,
              columns,
              snapshot,
              decodeRanges(in),
              in.varintNonNegative("height"),
              in.varintNonNegative("height"));
      default -> throw VerificationException.malformed("kind of read");
    };
  }

  private static ReadSpec decodeSkip(
      IndexId index, List<Integer> columns, long snapshot, ByteReader in) {
    List<KeyRange> ranges = decodeRanges(in);
    SkipFilter filter = SkipFilter.decode(in);
    long limit = in.varintNonNegative("limit");
    return new ReadSpec.Skip(index, columns, snapshot, ranges, filter, limit);
  }

  private static ReadSpec decodeTop(
      IndexId index, List<Integer> columns, long snapshot, ByteReader in) {
    KeyRange range = KeyRange.decode(in);
    int column = in.varintAtMost(TableDef.MAX_COLUMNS, "order column");
    boolean greatest = in.bool();
    long limit = in.varintNonNegative("limit");
    return new ReadSpec.Top(index, columns, snapshot, range, column, greatest, limit);
  }

  private static List<Key> decodeKeys(ByteReader in) {
    int count = in.varintAtMost(ReadSpec.MAX_ITEMS, "key count");
    List<Key> keys = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      keys.add(new Key(in.bytes(Key.MAX_BYTES, "key")));
    }
    return keys;
  }

  private static List<KeyRange> decodeRanges(ByteReader in) {
    int count = in.varintAtMost(ReadSpec.MAX_ITEMS, "range count");
    List<KeyRange> ranges = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ranges.add(KeyRange.decode(in));
    }
    return ranges;
  }

  /**
   * Throws MALFORMED, LIMIT_EXCEEDED, SNAPSHOT_MISMATCH (above the state) or SNAPSHOT_TOO_OLD
   * (before the index is valid) for a read that cannot be answered.
   */
  static void check(ReadSpec spec, long stateHeight, IndexRuns index) {
    long snapshot = spec.snapshotHeight();
    require(snapshot <= stateHeight, SNAPSHOT_MISMATCH, "snapshot above the certified state");
    long oldest = index.descriptor().validFrom();
    if (snapshot < oldest) {
      throw new VerificationException(
          SNAPSHOT_TOO_OLD, "snapshot " + snapshot + ", oldest readable " + oldest);
    }
    int previous = -1;
    for (int column : spec.columns()) {
      boolean known = column > previous && column < index.schema().valueTypes().size();
      require(known, MALFORMED, "columns of a read");
      previous = column;
    }
    if (spec instanceof ReadSpec.Scan scan) {
      checkRanges(scan.ranges());
      checkLimit(scan.limit());
    } else if (spec instanceof ReadSpec.Lookup lookup) {
      checkKeys(lookup.keys());
    } else if (spec instanceof ReadSpec.Aggregate aggregate) {
      checkAggregate(aggregate, index.schema());
    } else if (spec instanceof ReadSpec.Skip skip) {
      checkRanges(skip.ranges());
      checkLimit(skip.limit());
      skip.filter().check(skip.columns(), index.schema());
    } else if (spec instanceof ReadSpec.Top top) {
      checkTop(top, index.schema());
    } else if (spec instanceof ReadSpec.History history) {
      checkRanges(history.ranges());
      boolean window = history.fromHeight() >= 0 && history.fromHeight() <= history.toHeight();
      require(window, MALFORMED, "window of heights");
    }
  }

  private static void checkAggregate(ReadSpec.Aggregate aggregate, IndexSchema schema) {
    checkRanges(aggregate.ranges());
    boolean summed = schema.sums().containsAll(aggregate.columns());
    require(summed, MALFORMED, "sum of a column that is not summarized");
    int parts = aggregate.groupParts();
    boolean known = parts >= 0 && parts <= schema.keyTypes().size();
    require(known, MALFORMED, "groups by more parts than a key has");
  }

  private static void checkTop(ReadSpec.Top top, IndexSchema schema) {
    require(!top.range().isEmpty(), MALFORMED, "empty range");
    checkLimit(top.limit());
    boolean skippable = schema.bounds().contains(top.orderColumn());
    require(skippable, MALFORMED, "order by a column that is not skippable");
    require(top.columns().contains(top.orderColumn()), MALFORMED, "order column is not read");
  }

  private static void checkLimit(long limit) {
    require(limit >= 0, MALFORMED, "negative limit");
  }

  private static void checkRanges(List<KeyRange> ranges) {
    require(ranges.size() <= ReadSpec.MAX_ITEMS, LIMIT_EXCEEDED, "range count");
    for (int i = 0; i < ranges.size(); i++) {
      require(!ranges.get(i).isEmpty(), MALFORMED, "empty range");
      if (i > 0) {
        Key end = ranges.get(i - 1).upper();
        boolean apart = end != null && end.compareTo(ranges.get(i).lower()) <= 0;
        require(apart, MALFORMED, "ranges overlap or are out of order");
      }
    }
  }

  private static void checkKeys(List<Key> keys) {
    require(keys.size() <= ReadSpec.MAX_ITEMS, LIMIT_EXCEEDED, "key count");
    for (int i = 1; i < keys.size(); i++) {
      require(keys.get(i - 1).compareTo(keys.get(i)) < 0, MALFORMED, "keys out of order");
    }
  }
}
