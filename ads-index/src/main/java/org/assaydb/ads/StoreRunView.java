package org.assaydb.ads;

import java.util.List;
import org.assaydb.proofs.read.RunNode;
import org.assaydb.proofs.read.RunView;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.RowCodec;
import org.assaydb.proofs.schema.Version;
import org.assaydb.proofs.tree.EntryKind;
import org.assaydb.proofs.tree.Summary;
import org.assaydb.proofs.vo.SourceNode;
import org.jspecify.annotations.Nullable;

/** A stored run by positions. Not thread safe: it keeps the last chunk and the last decoded row. */
final class StoreRunView implements RunView {
  private final Run run;
  private final List<ColumnType> types;
  private @Nullable Rows rows;
  private long chunkStart;
  private long chunkEnd;
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

  private Rows at(long position) {
    Rows current = rows;
    if (current == null || position < chunkStart || position >= chunkEnd) {
      int chunk = run.chunkAt(position);
      current = run.rows(chunk);
      rows = current;
      chunkStart = run.chunkStart(chunk);
      chunkEnd = chunkStart + current.size();
    }
    return current;
  }

  @Override
  public Key key(long position) {
    return new Key(at(position).key((int) (position - chunkStart)));
  }

  @Override
  public Version version(long position) {
    return new Version(at(position).version((int) (position - chunkStart)));
  }

  @Override
  public EntryKind kind(long position) {
    return at(position).kind((int) (position - chunkStart));
  }

  @Override
  public @Nullable Object value(long position, int column) {
    if (position != decodedPosition) {
      Rows current = at(position);
      int row = (int) (position - chunkStart);
      decoded =
          current.kind(row).isPut()
              ? RowCodec.decode(types, current.entry(row).values())
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
