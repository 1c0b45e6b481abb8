package org.assaydb.proofs.vo;

import java.util.BitSet;
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

  SortedMap<Integer, ChunkOpening> openings() {
    return openings;
  }

  @Override
  public Summary summary() {
    return view.summary();
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

  /** A boundary is shown by its key; where that leaves its place open, by its version too. */
  private void openPlace(long position, Key sought, Version version) {
    int ordinal = source.chunkAt(position);
    int row = (int) (position - source.chunkStart(ordinal));
    boolean byVersion = !version.equals(Version.NEWEST) && view.key(position).equals(sought);
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
    // Rows carry all values and a path, columns carry all rows of the chunk: compare the cells.
    long rowCells = (to - from) * (valueColumns + 2L);
    long columnCells = chunk.summary().count() * (columns.cardinality() + 1L);
    if (chunk.columnar() && columnCells <= rowCells) {
      opening(ordinal).openColumns(columns);
    } else {
      opening(ordinal).openRows(from, to, columns);
    }
  }
}
