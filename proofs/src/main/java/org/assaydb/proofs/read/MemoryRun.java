package org.assaydb.proofs.read;

import java.util.Comparator;
import java.util.List;
import org.assaydb.proofs.schema.ColumnBounds;
import org.assaydb.proofs.schema.ColumnSum;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.RowCodec;
import org.assaydb.proofs.schema.Version;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.tree.EntryKind;
import org.assaydb.proofs.tree.RfcTree;
import org.assaydb.proofs.tree.Summary;
import org.jspecify.annotations.Nullable;

/**
 * A run over trusted entries in memory: the uncommitted writes of a transaction, or the young run
 * of a replica. Not thread safe (it keeps the last decoded row).
 */
public final class MemoryRun implements RunView {
  private final IndexSchema schema;
  private final List<Entry> entries;
  private final List<ColumnType> types;
  private final Summary summary;
  private @Nullable Node top;
  private long decodedPosition = -1;
  private @Nullable Object[] decoded = new @Nullable Object[0];

  /**
   * @param entries at least one, in strict run order, with random access; not copied, must not
   *     change
   */
  public MemoryRun(IndexSchema schema, List<Entry> entries) {
    this.schema = schema;
    this.entries = entries;
    types = schema.valueTypes();
    summary = entries.stream().map(e -> Summary.of(schema, e)).reduce(Summary::plus).orElseThrow();
  }

  /** Entries in any order, sorted into run order. */
  public static MemoryRun sorted(IndexSchema schema, List<Entry> entries) {
    return new MemoryRun(schema, entries.stream().sorted(Comparator.naturalOrder()).toList());
  }

  @Override
  public Summary summary() {
    return summary;
  }

  @Override
  public RunNode top() {
    if (top == null) {
      top = node(0, entries.size());
    }
    return top;
  }

  /** The whole tree, once: reads of totals descend many times. */
  private Node node(int from, int to) {
    if (to - from == 1) {
      return new Node(from, to, Summary.of(schema, entries.get(from)), null, null);
    }
    int middle = from + (int) RfcTree.split(to - from);
    Node left = node(from, middle);
    Node right = node(middle, to);
    return new Node(from, to, left.summary().plus(right.summary()), left, right);
  }

  /** Children are null at an entry. */
  private record Node(
      long from, long to, Summary summary, @Nullable Node first, @Nullable Node second)
      implements RunNode {
    @Override
    public long live() {
      return summary.live();
    }

    @Override
    public long minVersion() {
      return summary.minVersion().packed();
    }

    @Override
    public long maxVersion() {
      return summary.maxVersion().packed();
    }

    @Override
    public ColumnSum sum(int place) {
      return summary.sums().get(place);
    }

    @Override
    public ColumnBounds bounds(int place) {
      return summary.bounds().get(place);
    }

    @Override
    public RunNode left() {
      return child(first);
    }

    @Override
    public RunNode right() {
      return child(second);
    }

    private static RunNode child(@Nullable Node node) {
      if (node == null) {
        throw new IllegalStateException("an entry has no children");
      }
      return node;
    }
  }

  @Override
  public long lowerBound(Key key, Version version) {
    int low = 0;
    int high = entries.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      Entry entry = entries.get(middle);
      if (Entry.compare(entry.key(), entry.version(), key, version) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  @Override
  public Key key(long position) {
    return entries.get((int) position).key();
  }

  @Override
  public Version version(long position) {
    return entries.get((int) position).version();
  }

  @Override
  public EntryKind kind(long position) {
    return entries.get((int) position).kind();
  }

  @Override
  public @Nullable Object value(long position, int column) {
    if (position != decodedPosition) {
      Entry entry = entries.get((int) position);
      decoded =
          entry.kind().isPut()
              ? RowCodec.decode(types, entry.values())
              : new @Nullable Object[types.size()];
      decodedPosition = position;
    }
    return decoded[column];
  }

  @Override
  public void open(long from, long to, int[] columns) {
    // Everything is at hand.
  }
}
