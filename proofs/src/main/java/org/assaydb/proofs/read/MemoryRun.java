package org.assaydb.proofs.read;

import java.util.Comparator;
import java.util.List;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.RowCodec;
import org.assaydb.proofs.schema.Version;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.tree.EntryKind;
import org.assaydb.proofs.tree.Summary;
import org.jspecify.annotations.Nullable;

/**
 * A run over trusted entries in memory: the uncommitted writes of a transaction, or the young run
 * of a replica. Not thread safe (it keeps the last decoded row).
 */
public final class MemoryRun implements RunView {
  private final List<Entry> entries;
  private final List<ColumnType> types;
  private final Summary summary;
  private long decodedPosition = -1;
  private @Nullable Object[] decoded = new @Nullable Object[0];

  /**
   * @param entries at least one, in strict run order, with random access; not copied, must not
   *     change
   * @param types of the value columns
   */
  public MemoryRun(List<Entry> entries, List<ColumnType> types) {
    this(entries, types, entries.stream().map(Summary::of).reduce(Summary::plus).orElseThrow());
  }

  /** As above with a summary that the caller knows. */
  public MemoryRun(List<Entry> entries, List<ColumnType> types, Summary summary) {
    this.entries = entries;
    this.types = types;
    this.summary = summary;
  }

  /** Entries in any order, sorted into run order. */
  public static MemoryRun sorted(List<Entry> entries, List<ColumnType> types) {
    return new MemoryRun(entries.stream().sorted(Comparator.naturalOrder()).toList(), types);
  }

  @Override
  public Summary summary() {
    return summary;
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
