package org.assaydb.proofs.tree;

import java.util.Arrays;
import java.util.List;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.schema.ColumnBounds;
import org.assaydb.proofs.schema.ColumnSum;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Version;

/**
 * Nodes of one level of the tree over the rows of a chunk, in flat arrays: builders make no object
 * per row. Not thread safe while it is filled; nobody changes it afterwards.
 */
public final class NodeLevel {
  private final IndexSchema schema;
  private final int sumColumns;
  private final int boundColumns;
  private final int[] counts;
  private final int[] live;
  private final long[] minVersions;
  private final long[] maxVersions;
  private final ColumnSum[] sums;
  private final ColumnBounds[] bounds;
  private final byte[] digests;
  private int size;

  public NodeLevel(IndexSchema schema, int capacity) {
    this.schema = schema;
    sumColumns = schema.sums().size();
    boundColumns = schema.bounds().size();
    counts = new int[capacity];
    live = new int[capacity];
    minVersions = new long[capacity];
    maxVersions = new long[capacity];
    sums = new ColumnSum[capacity * sumColumns];
    bounds = new ColumnBounds[capacity * boundColumns];
    digests = new byte[capacity * Digest.SIZE_BYTES];
  }

  public int size() {
    return size;
  }

  /** Bytes on the heap, without summary columns. */
  public int sizeBytes() {
    return counts.length * (Digest.SIZE_BYTES + 24 + 64 * (sumColumns + boundColumns));
  }

  /** Forgets all nodes, keeps the arrays. */
  public void clear() {
    size = 0;
  }

  /** All digests, 32 bytes each; whoever adds a row writes its digest here. */
  public byte[] digests() {
    return digests;
  }

  /** Where the digest of the next node goes. */
  public int nextDigest() {
    return size * Digest.SIZE_BYTES;
  }

  /** Appends an entry; its digest is written as that of a row is. */
  public void addRow(Entry entry) {
    addSums(new ByteReader(entry.deltas()));
    addBounds(entry.kind(), new ByteReader(entry.values()));
    long version = entry.version().packed();
    append(1, entry.kind().liveDelta(), version, version);
  }

  /**
   * Appends a row whose digest has been written to {@link #digests()} at {@link #nextDigest()}.
   *
   * @param content holds the deltas {@code [deltas, values)} and the values {@code [values, to)}
   */
  public void addRow(long version, EntryKind kind, byte[] content, int deltas, int values, int to) {
    addSums(new ByteReader(content, deltas, values));
    addBounds(kind, new ByteReader(content, values, to));
    append(1, kind.liveDelta(), version, version);
  }

  private void addSums(ByteReader deltas) {
    if (sumColumns > 0) {
      List<ColumnSum> row = Summary.decodeDeltas(schema, deltas);
      for (int i = 0; i < sumColumns; i++) {
        sums[size * sumColumns + i] = row.get(i);
      }
    }
  }

  private void addBounds(EntryKind kind, ByteReader values) {
    if (boundColumns > 0) {
      ColumnBounds[] row = Summary.boundsOf(schema, kind, values);
      System.arraycopy(row, 0, bounds, size * boundColumns, boundColumns);
    }
  }

  private void append(int count, int liveSum, long minVersion, long maxVersion) {
    counts[size] = count;
    live[size] = liveSum;
    minVersions[size] = minVersion;
    maxVersions[size] = maxVersion;
    size++;
  }

  /** Appends a node over at most {@link RunDescriptor#MAX_CHUNK_ROWS} rows. */
  public void add(TreeNode node) {
    Summary summary = node.summary();
    boolean fits = summary.count() <= RunDescriptor.MAX_CHUNK_ROWS;
    VerificationException.require(fits, RejectReason.MALFORMED, "rows of a chunk");
    node.digest().write(digests, nextDigest());
    for (int i = 0; i < sumColumns; i++) {
      sums[size * sumColumns + i] = summary.sums().get(i);
    }
    for (int i = 0; i < boundColumns; i++) {
      bounds[size * boundColumns + i] = summary.bounds().get(i);
    }
    append(
        (int) summary.count(),
        (int) summary.live(),
        summary.minVersion().packed(),
        summary.maxVersion().packed());
  }

  /** Appends the nodes [from, to) of another level. */
  public void addAll(NodeLevel other, int from, int to) {
    int count = to - from;
    System.arraycopy(other.counts, from, counts, size, count);
    System.arraycopy(other.live, from, live, size, count);
    System.arraycopy(other.minVersions, from, minVersions, size, count);
    System.arraycopy(other.maxVersions, from, maxVersions, size, count);
    System.arraycopy(other.sums, from * sumColumns, sums, size * sumColumns, count * sumColumns);
    System.arraycopy(
        other.bounds, from * boundColumns, bounds, size * boundColumns, count * boundColumns);
    int digest = Digest.SIZE_BYTES;
    System.arraycopy(other.digests, from * digest, digests, nextDigest(), count * digest);
    size += count;
  }

  /** Appends what {@code below} has at {@code index}, or the sum of it and the next one there. */
  void addOver(NodeLevel below, int index, boolean both) {
    int left = index;
    int right = both ? index + 1 : index;
    for (int i = 0; i < sumColumns; i++) {
      ColumnSum sum = below.sums[left * sumColumns + i];
      sums[size * sumColumns + i] = both ? sum.plus(below.sums[right * sumColumns + i]) : sum;
    }
    for (int i = 0; i < boundColumns; i++) {
      ColumnBounds one = below.bounds[left * boundColumns + i];
      bounds[size * boundColumns + i] =
          both ? one.plus(below.bounds[right * boundColumns + i]) : one;
    }
    append(
        both ? below.counts[left] + below.counts[right] : below.counts[left],
        both ? below.live[left] + below.live[right] : below.live[left],
        Math.min(below.minVersions[left], below.minVersions[right]),
        Math.max(below.maxVersions[left], below.maxVersions[right]));
  }

  /** Encodes a node as {@link TreeNode#encode} does. */
  public void encode(int index, ByteWriter out) {
    out.raw(digests, index * Digest.SIZE_BYTES, (index + 1) * Digest.SIZE_BYTES);
    out.varint(counts[index]).zigzag(live[index]).varint(minVersions[index]);
    out.varint(maxVersions[index] - minVersions[index]);
    for (int i = index * sumColumns; i < (index + 1) * sumColumns; i++) {
      sums[i].encode(out);
    }
    for (int i = index * boundColumns; i < (index + 1) * boundColumns; i++) {
      bounds[i].encode(out);
    }
  }

  public TreeNode node(int index) {
    int sum = index * sumColumns;
    int bound = index * boundColumns;
    Summary summary =
        new Summary(
            counts[index],
            live[index],
            new Version(minVersions[index]),
            new Version(maxVersions[index]),
            List.of(Arrays.copyOfRange(sums, sum, sum + sumColumns)),
            List.of(Arrays.copyOfRange(bounds, bound, bound + boundColumns)));
    return new TreeNode(Digest.read(digests, index * Digest.SIZE_BYTES), summary);
  }

  /** Maximum version of a node, packed. */
  public long maxVersion(int index) {
    return maxVersions[index];
  }
}
