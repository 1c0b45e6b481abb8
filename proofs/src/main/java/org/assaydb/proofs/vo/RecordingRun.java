package org.assaydb.proofs.vo;

import java.util.BitSet;
import java.util.SortedMap;
import java.util.TreeMap;
import org.assaydb.proofs.read.ChunkColumns;
import org.assaydb.proofs.read.RunView;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyCodec;
import org.assaydb.proofs.schema.Version;
import org.assaydb.proofs.tree.EntryKind;
import org.assaydb.proofs.tree.Summary;
import org.jspecify.annotations.Nullable;

/**
 * Passes reads on to a view of a run and notes which rows, columns and prefixes they open: over a
 * store, so that the witness can be cut; over a verification object, to see that it shows nothing
 * else. Not thread safe; one per run and witness.
 */
public abstract class RecordingRun implements RunView {
  private final RunView view;
  private final RunLayout layout;
  private final int valueColumns;
  private final TreeMap<Integer, ChunkOpening> openings = new TreeMap<>();

  // Of the chunk that was opened last.
  private int lastOrdinal = -1;
  private ChunkOpening lastOpening = new ChunkOpening();

  private int lastPrefix;

  /** Prefixes that stand for the place of a key. */
  private final Positions prefixes = new Positions();

  /**
   * @param view answers the reads
   * @param layout of the same run
   * @param valueColumns number of value columns of the index
   */
  protected RecordingRun(RunView view, RunLayout layout, int valueColumns) {
    this.view = view;
    this.layout = layout;
    this.valueColumns = valueColumns;
  }

  /** What was read, by chunk, settled for the witness. */
  public SortedMap<Integer, ChunkOpening> openings() {
    openings.forEach(
        (ordinal, opening) ->
            opening.settle(layout.isColumnar(ordinal), layout.chunkRows(ordinal), valueColumns));
    return openings;
  }

  public Positions prefixes() {
    return prefixes;
  }

  @Override
  public Summary summary() {
    return view.summary();
  }

  @Override
  public long lowerBound(Key key, Version version) {
    long position = view.lowerBound(key, version);
    boolean bound = version.equals(Version.NEWEST);
    if (bound && layout.prefixCount() > 0 && openPrefixes(position, key)) {
      return position;
    }
    if (position > 0) {
      openPlace(position - 1);
    }
    if (position < view.summary().count()) {
      openPlace(position);
    }
    return position;
  }

  /** The bound of a range that lies between two prefixes is shown by the prefixes alone. */
  private boolean openPrefixes(long position, Key key) {
    boolean atEnd = position == view.summary().count();
    int after = atEnd ? layout.prefixCount() : prefixAt(position);
    boolean starts =
        atEnd
            || (layout.prefixStart(after) == position
                && layout.prefixKey(after).compareTo(key) >= 0);
    if (!starts || (position > 0 && !endsBefore(after - 1, position, key))) {
      return false;
    }
    if (position > 0) {
      prefixes.add(after - 1);
    }
    if (!atEnd) {
      prefixes.add(after);
    }
    return true;
  }

  /**
   * Whether a prefix ends at a position, and all keys that it can have stand before {@code key}.
   */
  private boolean endsBefore(int prefix, long position, Key key) {
    if (prefix < 0 || layout.prefixEnd(prefix) != position) {
      return false;
    }
    Key end = layout.prefixKey(prefix).prefixEnd();
    return end != null && end.compareTo(key) <= 0;
  }

  /** The last prefix that starts at or before a position; mostly the one found last or the next. */
  private int prefixAt(long position) {
    int low = 0;
    int high = layout.prefixCount() - 1;
    if (layout.prefixStart(lastPrefix) <= position) {
      low = lastPrefix;
      if (low < high && layout.prefixStart(low + 1) <= position) {
        low++;
      }
      high = low < high && layout.prefixStart(low + 1) <= position ? high : low;
    }
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (layout.prefixStart(middle) <= position) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    lastPrefix = low;
    return low;
  }

  private void openPlace(long position) {
    int ordinal = layout.chunkAt(position);
    opening(ordinal).openPlace((int) (position - layout.chunkStart(ordinal)));
  }

  private ChunkOpening opening(int ordinal) {
    if (ordinal != lastOrdinal) {
      lastOpening = openings.computeIfAbsent(ordinal, o -> new ChunkOpening());
      lastOrdinal = ordinal;
    }
    return lastOpening;
  }

  @Override
  public Key key(long position) {
    return view.key(position);
  }

  @Override
  public Key group(long position, IndexSchema schema, int parts) {
    if (layout.prefixCount() > 0 && parts <= schema.groupedParts()) {
      int prefix = prefixAt(position);
      if (layout.prefixStart(prefix) == position) {
        prefixes.add(prefix);
        return KeyCodec.firstParts(schema, layout.prefixKey(prefix), parts);
      }
    }
    openPlace(position);
    return KeyCodec.firstParts(schema, key(position), parts);
  }

  @Override
  public Version version(long position) {
    return view.version(position);
  }

  @Override
  public EntryKind kind(long position) {
    return view.kind(position);
  }

  @Override
  public @Nullable Object value(long position, int column) {
    return view.value(position, column);
  }

  @Override
  public void open(long from, long to, int[] columns) {
    view.open(from, to, columns);
    BitSet wanted = new BitSet();
    for (int column : columns) {
      wanted.set(column);
    }
    long position = from;
    while (position < to) {
      int ordinal = layout.chunkAt(position);
      long start = layout.chunkStart(ordinal);
      long end = Math.min(to, start + layout.chunkRows(ordinal));
      openInChunk(ordinal, (int) (position - start), (int) (end - start), wanted);
      position = end;
    }
  }

  private void openInChunk(int ordinal, int from, int to, BitSet columns) {
    boolean columnar = layout.isColumnar(ordinal);
    int rows = layout.chunkRows(ordinal);
    int wanted = columns.cardinality();
    if (columnar && ColumnChoice.prefersColumns(rows, valueColumns, to - from, wanted)) {
      opening(ordinal).openColumns(columns);
    } else {
      opening(ordinal).openRows(from, to, columns);
    }
  }

  @Override
  public @Nullable ChunkColumns columnsAt(long position, int[] columns) {
    return view.columnsAt(position, columns);
  }
}
