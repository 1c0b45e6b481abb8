package org.assaydb.proofs.tree;

import static org.assaydb.proofs.RejectReason.MALFORMED;
import static org.assaydb.proofs.VerificationException.require;

import java.util.Arrays;
import java.util.List;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.schema.ColumnBounds;
import org.assaydb.proofs.schema.ColumnSum;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Int128;
import org.assaydb.proofs.schema.Version;

/**
 * Nodes of a run in flat arrays, in the order in which they were added: no object per node. A
 * builder keeps each level of a chunk's tree in one, the verifier all nodes that it is shown. Grows
 * as needed. Not thread safe while it is filled; nobody changes it afterwards.
 */
public final class NodeTable {
  // Numbers of a node, in this order; then those of its sums.
  private static final int COUNT = 0;
  private static final int LIVE = 1;
  private static final int MIN_VERSION = 2;
  private static final int MAX_VERSION = 3;
  private static final int SUMS = 4;

  /** Of one sum: non-NULL count, high and low half. */
  private static final int SUM_NUMBERS = 3;

  private final IndexSchema schema;
  private final int sumColumns;
  private final int boundColumns;

  /** Of one node. */
  private final int width;

  private long[] numbers;
  private ColumnBounds[] bounds;
  private byte[] digests;
  private int size;

  /**
   * @param capacity of nodes at first, at least 1
   */
  public NodeTable(IndexSchema schema, int capacity) {
    this.schema = schema;
    sumColumns = schema.sums().size();
    boundColumns = schema.bounds().size();
    width = SUMS + sumColumns * SUM_NUMBERS;
    numbers = new long[capacity * width];
    bounds = new ColumnBounds[capacity * boundColumns];
    digests = new byte[capacity * Digest.SIZE_BYTES];
  }

  public int size() {
    return size;
  }

  /** Bytes on the heap, bounds estimated. */
  public int sizeBytes() {
    return digests.length + 8 * numbers.length + 64 * bounds.length;
  }

  /** Forgets all nodes, keeps the arrays. */
  public void clear() {
    size = 0;
  }

  /**
   * All digests, 32 bytes each; whoever adds a row writes its digest here. Another array after the
   * table has grown.
   */
  public byte[] digests() {
    return digests;
  }

  /** Where the digest of the next node goes, once there is room for it. */
  public int nextDigest() {
    return size * Digest.SIZE_BYTES;
  }

  /** Makes room for one more node. */
  public NodeTable reserve() {
    if (nextDigest() == digests.length) {
      int capacity = grown(size);
      numbers = Arrays.copyOf(numbers, capacity * width);
      bounds = Arrays.copyOf(bounds, capacity * boundColumns);
      digests = Arrays.copyOf(digests, capacity * Digest.SIZE_BYTES);
    }
    return this;
  }

  /** Capacity of a table that is full. */
  public static int grown(int size) {
    return 8 + size + (size >> 1);
  }

  /** Appends an entry; its digest is written as that of a row is. */
  public void addRow(Entry entry) {
    reserve();
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
    for (int i = 0; i < sumColumns; i++) {
      set(size, i, ColumnSum.decode(deltas, 1));
    }
    if (sumColumns > 0) {
      deltas.end();
    }
  }

  private void addBounds(EntryKind kind, ByteReader values) {
    if (boundColumns > 0) {
      ColumnBounds[] row = Summary.boundsOf(schema, kind, values);
      System.arraycopy(row, 0, bounds, size * boundColumns, boundColumns);
    }
  }

  private void set(int index, int column, ColumnSum sum) {
    int at = sumAt(index, column);
    numbers[at] = sum.nonNull();
    numbers[at + 1] = sum.sum().high();
    numbers[at + 2] = sum.sum().low();
  }

  private int sumAt(int index, int column) {
    return index * width + SUMS + column * SUM_NUMBERS;
  }

  private int append(long count, long live, long minVersion, long maxVersion) {
    int at = size * width;
    numbers[at + COUNT] = count;
    numbers[at + LIVE] = live;
    numbers[at + MIN_VERSION] = minVersion;
    numbers[at + MAX_VERSION] = maxVersion;
    return size++;
  }

  public int add(TreeNode node) {
    Summary summary = node.summary();
    reserve();
    node.digest().write(digests, nextDigest());
    for (int i = 0; i < sumColumns; i++) {
      set(size, i, summary.sums().get(i));
    }
    for (int i = 0; i < boundColumns; i++) {
      bounds[size * boundColumns + i] = summary.bounds().get(i);
    }
    return append(
        summary.count(),
        summary.live(),
        summary.minVersion().packed(),
        summary.maxVersion().packed());
  }

  /**
   * Appends a node as verification objects show it: digest, count, {@link Summary#encodeTail}.
   *
   * @param base least version of the run, packed
   * @return its index
   */
  public int addShown(ByteReader in, long base) {
    reserve();
    in.raw(digests, nextDigest(), Digest.SIZE_BYTES);
    return addTail(in, Summary.decodeCount(in), base);
  }

  /** As {@link #addShown(ByteReader, long)} of a node whose count is known. */
  public int addShown(ByteReader in, long count, long base) {
    reserve();
    in.raw(digests, nextDigest(), Digest.SIZE_BYTES);
    return addTail(in, count, base);
  }

  private int addTail(ByteReader in, long count, long base) {
    long live = count - in.varintNonNegative("missing rows");
    long min = base + in.varintNonNegative("version");
    long span = count > 1 ? in.varintNonNegative("version span") : 0;
    boolean fits = live >= -count && min >= 0 && min + span >= min;
    require(fits, MALFORMED, "summary");
    for (int i = 0; i < sumColumns; i++) {
      set(size, i, ColumnSum.decodeWithin(in, count));
    }
    for (int i = 0; i < boundColumns; i++) {
      bounds[size * boundColumns + i] = ColumnBounds.decode(in, count);
    }
    return append(count, live, min, min + span);
  }

  /** Appends the nodes [from, to) of another table, for which there is room. */
  public void addAll(NodeTable other, int from, int to) {
    int count = to - from;
    System.arraycopy(other.numbers, from * width, numbers, size * width, count * width);
    System.arraycopy(
        other.bounds, from * boundColumns, bounds, size * boundColumns, count * boundColumns);
    int digest = Digest.SIZE_BYTES;
    System.arraycopy(other.digests, from * digest, digests, nextDigest(), count * digest);
    size += count;
  }

  /** Appends what {@code below} has at {@code index}, or the sum of it and the next one there. */
  void addOver(NodeTable below, int index, boolean both) {
    if (both) {
      addParent(below, index, index + 1);
    } else {
      addAll(below, index, index + 1);
    }
  }

  /** Appends the sum of two nodes of a table, for which there is room; the digest is left alone. */
  int addParent(NodeTable below, int left, int right) {
    for (int i = 0; i < sumColumns; i++) {
      addSums(below.numbers, below.sumAt(left, i), below.sumAt(right, i), sumAt(size, i));
    }
    for (int i = 0; i < boundColumns; i++) {
      bounds[size * boundColumns + i] =
          below.bounds[left * boundColumns + i].plus(below.bounds[right * boundColumns + i]);
    }
    return append(
        below.count(left) + below.count(right),
        below.live(left) + below.live(right),
        Math.min(below.minVersion(left), below.minVersion(right)),
        Math.max(below.maxVersion(left), below.maxVersion(right)));
  }

  private void addSums(long[] from, int left, int right, int target) {
    long low = from[left + 2] + from[right + 2];
    long carry = Long.compareUnsigned(low, from[left + 2]) < 0 ? 1 : 0;
    long high = from[left + 1] + from[right + 1] + carry;
    // Overflow: both operands have a sign that the result has not. Honest sums are far from it.
    boolean fits = ((from[left + 1] ^ high) & (from[right + 1] ^ high)) >= 0;
    require(fits, MALFORMED, "sum leaves 128 bits");
    numbers[target] = from[left] + from[right];
    numbers[target + 1] = high;
    numbers[target + 2] = low;
  }

  /** Encodes a node as {@link TreeNode#encode} does. */
  public void encode(int index, ByteWriter out) {
    out.raw(digests, index * Digest.SIZE_BYTES, (index + 1) * Digest.SIZE_BYTES);
    long min = minVersion(index);
    out.varint(count(index)).zigzag(live(index)).varint(min).varint(maxVersion(index) - min);
    int end = (index + 1) * width;
    for (int sum = index * width + SUMS; sum < end; sum += SUM_NUMBERS) {
      out.zigzag(numbers[sum]);
      Int128.encode(numbers[sum + 1], numbers[sum + 2], out);
    }
    for (int i = index * boundColumns; i < (index + 1) * boundColumns; i++) {
      bounds[i].encode(out);
    }
  }

  public TreeNode node(int index) {
    return new TreeNode(Digest.read(digests, index * Digest.SIZE_BYTES), summary(index));
  }

  public Summary summary(int index) {
    ColumnSum[] ofColumns = new ColumnSum[sumColumns];
    for (int i = 0; i < sumColumns; i++) {
      ofColumns[i] = sum(index, i);
    }
    int bound = index * boundColumns;
    return new Summary(
        count(index),
        live(index),
        new Version(minVersion(index)),
        new Version(maxVersion(index)),
        List.of(ofColumns),
        List.of(Arrays.copyOfRange(bounds, bound, bound + boundColumns)));
  }

  /** Physical entries of a node. */
  public long count(int index) {
    return numbers[index * width + COUNT];
  }

  /** Sum of the live deltas. */
  public long live(int index) {
    return numbers[index * width + LIVE];
  }

  /** Minimum version of a node, packed. */
  public long minVersion(int index) {
    return numbers[index * width + MIN_VERSION];
  }

  /** Maximum version of a node, packed. */
  public long maxVersion(int index) {
    return numbers[index * width + MAX_VERSION];
  }

  /**
   * What the entries below a node add to a column.
   *
   * @param column place in {@link IndexSchema#sums()}
   */
  public ColumnSum sum(int index, int column) {
    int at = sumAt(index, column);
    return new ColumnSum(numbers[at], new Int128(numbers[at + 1], numbers[at + 2]));
  }

  /**
   * Bounds of a column below a node.
   *
   * @param column place in {@link IndexSchema#bounds()}
   */
  public ColumnBounds bounds(int index, int column) {
    return bounds[index * boundColumns + column];
  }
}
