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
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.proofs.schema.TableDef;

/**
 * Encoding of read specifications, and the rules that every one must keep.
 *
 * <pre>
 * kind (1: 1 scan, 2 lookup), varint index id, varint columns, per column varint position,
 * varint snapshot height, then
 *   scan:   varint ranges, per range KeyRange, descending (1), varint limit
 *   lookup: varint keys, per key length-prefixed bytes
 * </pre>
 *
 * The decoder bounds sizes; order and meaning are checked against the index when the read runs.
 */
public final class ReadSpecCodec {
  private static final int SCAN = 1;
  private static final int LOOKUP = 2;

  private ReadSpecCodec() {}

  public static void encode(ReadSpec spec, ByteWriter out) {
    out.u8(spec instanceof ReadSpec.Scan ? SCAN : LOOKUP).varint(spec.index().value());
    out.varint(spec.columns().size());
    spec.columns().forEach(out::varint);
    out.varint(spec.snapshotHeight());
    if (spec instanceof ReadSpec.Scan scan) {
      out.varint(scan.ranges().size());
      scan.ranges().forEach(r -> r.encode(out));
      out.bool(scan.descending()).varint(scan.limit());
    } else if (spec instanceof ReadSpec.Lookup lookup) {
      out.varint(lookup.keys().size());
      lookup.keys().forEach(k -> out.bytes(k.bytes()));
    }
  }

  /** Decodes hostile bytes and leaves the reader behind them. */
  public static ReadSpec decode(ByteReader in) {
    int kind = in.u8();
    require(kind == SCAN || kind == LOOKUP, MALFORMED, "kind of read");
    IndexId index = new IndexId(in.varintAtMost(Integer.MAX_VALUE, "index id"));
    int count = in.varintAtMost(TableDef.MAX_COLUMNS, "column count");
    List<Integer> columns = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      columns.add(in.varintAtMost(TableDef.MAX_COLUMNS, "column"));
    }
    long snapshot = in.varintNonNegative("snapshot height");
    if (kind == LOOKUP) {
      return new ReadSpec.Lookup(index, columns, snapshot, decodeKeys(in));
    }
    List<KeyRange> ranges = decodeRanges(in);
    return new ReadSpec.Scan(
        index, columns, snapshot, ranges, in.bool(), in.varintNonNegative("limit"));
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
   * (before the index is valid or below its floor) for a read that cannot be answered.
   */
  static void check(ReadSpec spec, long stateHeight, IndexRuns index) {
    long snapshot = spec.snapshotHeight();
    require(snapshot <= stateHeight, SNAPSHOT_MISMATCH, "snapshot above the certified state");
    long oldest = Math.max(index.descriptor().validFrom(), index.descriptor().floor());
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
      checkScan(scan);
    } else if (spec instanceof ReadSpec.Lookup lookup) {
      checkKeys(lookup.keys());
    }
  }

  private static void checkScan(ReadSpec.Scan scan) {
    List<KeyRange> ranges = scan.ranges();
    require(ranges.size() <= ReadSpec.MAX_ITEMS, LIMIT_EXCEEDED, "range count");
    require(scan.limit() >= 0, MALFORMED, "negative limit");
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
