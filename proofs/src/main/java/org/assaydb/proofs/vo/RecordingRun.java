package org.assaydb.proofs.vo;

import java.util.BitSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.assaydb.proofs.read.RunNode;
import org.assaydb.proofs.read.RunView;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyCodec;
import org.assaydb.proofs.schema.Version;
import org.assaydb.proofs.tree.EntryKind;
import org.assaydb.proofs.tree.Summary;
import org.jspecify.annotations.Nullable;

/**
 * Passes reads on to a plain view of a run and notes what they open, so that {@link VoWriter} can
 * cut the witness. Not thread safe; one per run and witness.
 */
public final class RecordingRun implements RunView {
  private final RunView view;
  private final RunSource source;
  private final int valueColumns;
  private final TreeMap<Integer, ChunkOpening> openings = new TreeMap<>();

  /** Positions at which nodes were split to look at their children. */
  private final TreeSet<Long> cuts = new TreeSet<>();

  /** Prefixes that stand for the place of a key. */
  private final TreeSet<Integer> prefixes = new TreeSet<>();

  /**
   * @param view answers the reads
   * @param source the same run for the witness
   * @param valueColumns number of value columns of the index
   */
  public RecordingRun(RunView view, RunSource source, int valueColumns) {
    this.view = view;
    this.source = source;
    this.valueColumns = valueColumns;
  }

  RunSource source() {
    return source;
  }

  /** What was read, by chunk, settled for the witness. */
  SortedMap<Integer, ChunkOpening> openings() {
    openings.forEach((ordinal, opening) -> opening.settle(source.chunk(ordinal), valueColumns));
    return openings;
  }

  TreeSet<Long> cuts() {
    return cuts;
  }

  TreeSet<Integer> prefixes() {
    return prefixes;
  }

  boolean isOpened() {
    return !openings.isEmpty() || !cuts.isEmpty() || !prefixes.isEmpty();
  }

  @Override
  public Summary summary() {
    return view.summary();
  }

  @Override
  public RunNode top() {
    return SourceNode.top(source, cuts::add);
  }

  @Override
  public long lowerBound(Key key, Version version) {
    long position = view.lowerBound(key, version);
    boolean bound = version.equals(Version.NEWEST);
    if (bound && source.prefixCount() > 0 && openPrefixes(position, key)) {
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
    int after = atEnd ? source.prefixCount() : prefixAt(position);
    if (!atEnd) {
      RunSource.Prefix next = source.prefix(after);
      boolean starts = source.chunkStart(next.firstChunk()) == position;
      if (!starts || next.key().compareTo(key) < 0) {
        return false;
      }
    }
    if (after > 0) {
      Key end = source.prefix(after - 1).key().prefixEnd();
      if (end == null || end.compareTo(key) > 0) {
        return false;
      }
      prefixes.add(after - 1);
    }
    if (!atEnd) {
      prefixes.add(after);
    }
    return true;
  }

  private int prefixAt(long position) {
    int chunk = source.chunkAt(position);
    int low = 0;
    int high = source.prefixCount() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (source.prefix(middle).firstChunk() <= chunk) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  private void openPlace(long position) {
    int ordinal = source.chunkAt(position);
    opening(ordinal).openPlace((int) (position - source.chunkStart(ordinal)));
  }

  private ChunkOpening opening(int ordinal) {
    return openings.computeIfAbsent(ordinal, o -> new ChunkOpening());
  }

  @Override
  public Key key(long position) {
    return view.key(position);
  }

  @Override
  public Key group(long position, IndexSchema schema, int parts) {
    if (source.prefixCount() > 0 && parts <= schema.groupedParts()) {
      int prefix = prefixAt(position);
      if (source.chunkStart(source.prefix(prefix).firstChunk()) == position) {
        prefixes.add(prefix);
        return KeyCodec.firstParts(schema, source.prefix(prefix).key(), parts);
      }
    }
    openPlace(position);
    return RunView.super.group(position, schema, parts);
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
      int ordinal = source.chunkAt(position);
      long start = source.chunkStart(ordinal);
      ChunkSource chunk = source.chunk(ordinal);
      long end = Math.min(to, start + chunk.summary().count());
      openInChunk(ordinal, chunk, (int) (position - start), (int) (end - start), wanted);
      position = end;
    }
  }

  private void openInChunk(int ordinal, ChunkSource chunk, int from, int to, BitSet columns) {
    if (ChunkOpening.prefersColumns(chunk, valueColumns, to - from, columns)) {
      opening(ordinal).openColumns(columns);
    } else {
      opening(ordinal).openRows(from, to, columns);
    }
  }
}
