package org.assaydb.proofs.vo;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.assaydb.proofs.read.RunView;
import org.assaydb.proofs.schema.Key;
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
  private final Set<Key> soughtByVersion = new HashSet<>();
  private final Map<Key, List<Long>> shownByKey = new HashMap<>();

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

  @Override
  public Summary summary() {
    return view.summary();
  }

  @Override
  public org.assaydb.proofs.read.RunNode top() {
    throw new IllegalStateException("nodes are not shown yet");
  }

  @Override
  public long lowerBound(Key key, Version version) {
    long position = view.lowerBound(key, version);
    if (position > 0) {
      openPlace(position - 1, key, version);
    }
    if (position < view.summary().count()) {
      openPlace(position, key, version);
    }
    return position;
  }

  /**
   * A boundary is shown by its key. Where a key is sought by version, all rows shown of it show
   * theirs, those that other searches showed too: the replay's bisection may meet any of them.
   */
  private void openPlace(long position, Key sought, Version version) {
    if (!version.equals(Version.NEWEST) && soughtByVersion.add(sought)) {
      List<Long> shown = shownByKey.remove(sought);
      if (shown != null) {
        shown.forEach(p -> openPlace(p, true));
      }
    }
    Key key = view.key(position);
    boolean byVersion = soughtByVersion.contains(key);
    openPlace(position, byVersion);
    if (!byVersion) {
      shownByKey.computeIfAbsent(key, k -> new ArrayList<>()).add(position);
    }
  }

  private void openPlace(long position, boolean byVersion) {
    int ordinal = source.chunkAt(position);
    int row = (int) (position - source.chunkStart(ordinal));
    opening(ordinal).openPlace(row, byVersion);
  }

  private ChunkOpening opening(int ordinal) {
    return openings.computeIfAbsent(ordinal, o -> new ChunkOpening());
  }

  @Override
  public Key key(long position) {
    return view.key(position);
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
