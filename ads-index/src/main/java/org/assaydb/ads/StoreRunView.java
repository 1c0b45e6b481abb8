package org.assaydb.ads;

import java.util.List;
import org.assaydb.proofs.read.ChunkColumns;
import org.assaydb.proofs.read.RunNode;
import org.assaydb.proofs.read.RunView;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.RowCodec;
import org.assaydb.proofs.schema.Version;
import org.assaydb.proofs.tree.EntryKind;
import org.assaydb.proofs.tree.RunDescriptor;
import org.assaydb.proofs.tree.Summary;
import org.assaydb.proofs.vo.ColumnChoice;
import org.assaydb.proofs.vo.prove.SourceNode;
import org.jspecify.annotations.Nullable;

/**
 * A stored run by positions. Where a read announced most of a sealed chunk, its entries come from
 * the chunk's columns, of which it needs few; otherwise from its rows. Not thread safe: it keeps
 * the last chunk and the last decoded row.
 */
final class StoreRunView implements RunView {
  private static final int[] NO_COLUMNS = {};

  private final Run run;
  private final List<ColumnType> types;

  // The last stretch that was announced, unless it was short, and its columns.
  private long openedFrom;
  private long openedTo;
  private int[] openedColumns = NO_COLUMNS;

  // The last chunk: its columns when it is read by them, its rows once they are needed.
  private long chunkStart;
  private long chunkEnd;
  private @Nullable Rows rows;
  private @Nullable StoredColumns columns;

  private long decodedPosition = -1;
  private @Nullable Object[] decoded = new @Nullable Object[0];

  StoreRunView(Run run, List<ColumnType> types) {
    this.run = run;
    this.types = types;
  }

  @Override
  public Summary summary() {
    return run.summary();
  }

  @Override
  public RunNode top() {
    return SourceNode.top(run);
  }

  @Override
  public long lowerBound(Key key, Version version) {
    return run.lowerBound(key.bytes(), version.packed());
  }

  /** Everything is at hand; that many entries will be read tells how best to fetch them. */
  @Override
  public void open(long from, long to, int[] announced) {
    if (to - from >= RunDescriptor.GROUP_ROWS) {
      openedFrom = from;
      openedTo = to;
      openedColumns = announced;
      if (columns == null) {
        // The last chunk may be better read by columns now; one that is decoded serves on.
        chunkEnd = chunkStart;
      }
    }
  }

  /** Makes the chunk that holds a position the last one; its row there. */
  private int enter(long position) {
    if (position < chunkStart || position >= chunkEnd) {
      int chunk = run.chunkAt(position);
      chunkStart = run.chunkStart(chunk);
      chunkEnd = chunkStart + run.chunkRows(chunk);
      rows = null;
      columns = null;
      if (run instanceof SealedRun sealed && prefersColumns()) {
        columns = new StoredColumns(sealed, chunk);
      }
    }
    return (int) (position - chunkStart);
  }

  /** As the proof of such a read chooses. */
  private boolean prefersColumns() {
    int chunkRows = (int) (chunkEnd - chunkStart);
    long opened = Math.min(openedTo, chunkEnd) - Math.max(openedFrom, chunkStart);
    return ColumnChoice.prefersColumns(chunkRows, types.size(), opened, openedColumns.length);
  }

  private Rows rows() {
    Rows current = rows;
    if (current == null) {
      current = run.rows(run.chunkAt(chunkStart));
      rows = current;
    }
    return current;
  }

  @Override
  public Key key(long position) {
    int row = enter(position);
    return columns != null ? columns.system().key(row) : new Key(rows().key(row));
  }

  @Override
  public Version version(long position) {
    int row = enter(position);
    return new Version(columns != null ? columns.system().version(row) : rows().version(row));
  }

  @Override
  public EntryKind kind(long position) {
    int row = enter(position);
    return columns != null ? columns.system().kind(row) : rows().kind(row);
  }

  @Override
  public @Nullable Object value(long position, int column) {
    int row = enter(position);
    if (columns != null && isOpened(column)) {
      return columns.column(column).value(row);
    }
    if (position != decodedPosition) {
      decoded =
          rows().kind(row).isPut()
              ? RowCodec.decode(types, rows().entry(row).values())
              : new @Nullable Object[types.size()];
      decodedPosition = position;
    }
    return decoded[column];
  }

  private boolean isOpened(int column) {
    for (int opened : openedColumns) {
      if (opened == column) {
        return true;
      }
    }
    return false;
  }

  @Override
  public @Nullable ChunkColumns columnsAt(long position, int[] wanted) {
    enter(position);
    return columns;
  }
}
