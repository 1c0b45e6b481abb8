package org.assaydb.proofs.tree;

import static org.assaydb.proofs.RejectReason.MALFORMED;
import static org.assaydb.proofs.VerificationException.require;

import java.util.ArrayList;
import java.util.List;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.schema.ColumnBounds;
import org.assaydb.proofs.schema.ColumnSum;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.ValueCodec;
import org.assaydb.proofs.schema.Version;

/**
 * What a node says of all entries below it; bound by the parent together with the node's digest.
 *
 * <p>Encoding: count (varint, at least 1), live (zigzag), minimum version (varint of packed),
 * maximum minus minimum version (varint), then the sums and the bounds of the index's summary
 * columns, in the order of its schema, which is not part of the bytes.
 *
 * @param count physical entries, at least 1
 * @param live sum of the live deltas
 * @param sums one per {@link IndexSchema#sums()}
 * @param bounds one per {@link IndexSchema#bounds()}
 */
public record Summary(
    long count,
    long live,
    Version minVersion,
    Version maxVersion,
    List<ColumnSum> sums,
    List<ColumnBounds> bounds) {
  public Summary {
    sums = List.copyOf(sums);
    bounds = List.copyOf(bounds);
  }

  /** A summary of an index without summary columns. */
  public Summary(long count, long live, Version minVersion, Version maxVersion) {
    this(count, live, minVersion, maxVersion, List.of(), List.of());
  }

  /** Summary of one entry; its deltas and values must be well formed. */
  public static Summary of(IndexSchema schema, Entry entry) {
    List<ColumnSum> sums = List.of();
    if (!schema.sums().isEmpty()) {
      sums = decodeDeltas(schema, new ByteReader(entry.deltas()));
    }
    List<ColumnBounds> bounds = List.of();
    if (!schema.bounds().isEmpty()) {
      bounds = List.of(boundsOf(schema, entry.kind(), new ByteReader(entry.values())));
    }
    Version version = entry.version();
    return new Summary(1, entry.kind().liveDelta(), version, version, sums, bounds);
  }

  /** Deltas of one entry, all bytes of them. */
  public static List<ColumnSum> decodeDeltas(IndexSchema schema, byte[] deltas) {
    return decodeDeltas(schema, new ByteReader(deltas));
  }

  static List<ColumnSum> decodeDeltas(IndexSchema schema, ByteReader in) {
    List<ColumnSum> sums = new ArrayList<>(schema.sums().size());
    for (int i = 0; i < schema.sums().size(); i++) {
      sums.add(ColumnSum.decode(in, 1));
    }
    in.end();
    return sums;
  }

  /** Bounds of one entry by its encoded values. */
  static ColumnBounds[] boundsOf(IndexSchema schema, EntryKind kind, ByteReader in) {
    int columns = schema.bounds().size();
    ColumnBounds[] bounds = new ColumnBounds[columns];
    java.util.Arrays.fill(bounds, ColumnBounds.NONE);
    if (kind.isPut()) {
      List<ColumnType> types = schema.valueTypes();
      byte[] nulls = in.raw((types.size() + 7) / 8);
      for (int i = 0; i < types.size(); i++) {
        boolean isNull = (nulls[i >> 3] >> (i & 7) & 1) != 0;
        int wanted = schema.bounds().indexOf(i);
        if (wanted >= 0) {
          Object value = isNull ? null : ValueCodec.decode(types.get(i), in);
          bounds[wanted] = ColumnBounds.of(types.get(i), value);
        } else if (!isNull) {
          ValueCodec.skip(types.get(i), in);
        }
      }
    }
    return bounds;
  }

  public Summary plus(Summary other) {
    return new Summary(
        Math.addExact(count, other.count),
        Math.addExact(live, other.live),
        minVersion.compareTo(other.minVersion) <= 0 ? minVersion : other.minVersion,
        maxVersion.compareTo(other.maxVersion) >= 0 ? maxVersion : other.maxVersion,
        merge(sums, other.sums, ColumnSum::plus),
        merge(bounds, other.bounds, ColumnBounds::plus));
  }

  private static <T> List<T> merge(
      List<T> left, List<T> right, java.util.function.BinaryOperator<T> plus) {
    if (left.isEmpty()) {
      return left;
    }
    List<T> merged = new ArrayList<>(left.size());
    for (int i = 0; i < left.size(); i++) {
      merged.add(plus.apply(left.get(i), right.get(i)));
    }
    return merged;
  }

  public void encode(ByteWriter out) {
    out.varint(count).zigzag(live).varint(minVersion.packed());
    out.varint(maxVersion.packed() - minVersion.packed());
    for (int i = 0; i < sums.size(); i++) {
      sums.get(i).encode(out);
    }
    encodeBounds(out);
  }

  private void encodeBounds(ByteWriter out) {
    for (int i = 0; i < bounds.size(); i++) {
      bounds.get(i).encode(out);
    }
  }

  /**
   * What verification objects show: all but the count, where the reader knows it. Live and non-NULL
   * counts are subtracted from it, the span of one entry is left out.
   *
   * @param base a version that the reader knows too, at most the least one here
   */
  public void encodeTail(ByteWriter out, Version base) {
    out.varint(count - live).varint(minVersion.packed() - base.packed());
    if (count > 1) {
      out.varint(maxVersion.packed() - minVersion.packed());
    }
    for (int i = 0; i < sums.size(); i++) {
      sums.get(i).encodeWithin(count, out);
    }
    encodeBounds(out);
  }

  public static Summary decode(ByteReader in, IndexSchema schema) {
    long count = decodeCount(in);
    long live = in.zigzag();
    long min = in.varintNonNegative("version");
    long span = in.varintNonNegative("version span");
    List<ColumnSum> sums = schema.sums().isEmpty() ? List.of() : new ArrayList<>();
    for (int i = 0; i < schema.sums().size(); i++) {
      sums.add(ColumnSum.decode(in, count));
    }
    return checked(count, live, min, span, sums, decodeBounds(in, schema, count));
  }

  static long decodeCount(ByteReader in) {
    long count = in.varintNonNegative("entry count");
    require(count >= 1 && count <= RunDescriptor.MAX_ENTRIES, MALFORMED, "entry count");
    return count;
  }

  private static List<ColumnBounds> decodeBounds(ByteReader in, IndexSchema schema, long count) {
    List<ColumnBounds> bounds = schema.bounds().isEmpty() ? List.of() : new ArrayList<>();
    for (int i = 0; i < schema.bounds().size(); i++) {
      bounds.add(ColumnBounds.decode(in, count));
    }
    return bounds;
  }

  private static Summary checked(
      long count, long live, long min, long span, List<ColumnSum> sums, List<ColumnBounds> bounds) {
    boolean fits = live >= -count && live <= count && min >= 0 && min + span >= min;
    require(fits, MALFORMED, "summary");
    Version least = new Version(min);
    Version greatest = span == 0 ? least : new Version(min + span);
    return new Summary(count, live, least, greatest, sums, bounds);
  }
}
