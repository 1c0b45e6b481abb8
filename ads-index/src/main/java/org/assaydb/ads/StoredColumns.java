package org.assaydb.ads;

import java.util.function.Supplier;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.read.ChunkColumns;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.tree.ColumnCodec;
import org.assaydb.proofs.tree.ColumnVector;
import org.assaydb.proofs.tree.SystemColumn;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a chunk of a sealed run, decoded when they are first asked for. Encoded columns
 * were compared with their digests when they were fetched; what does not decode all the same is
 * CORRUPTION. Not thread safe.
 */
final class StoredColumns implements ChunkColumns {
  private final SealedRun run;
  private final int chunk;
  private final byte[][] encoded;
  private final int rows;
  private final SystemColumn system;
  private final @Nullable ColumnVector[] values;

  StoredColumns(SealedRun run, int chunk) {
    this.run = run;
    this.chunk = chunk;
    encoded = run.columns(chunk);
    rows = run.chunkRows(chunk);
    byte[] bytes = encoded[0];
    system = decoded(() -> ColumnCodec.decodeSystem(bytes, 0, bytes.length, rows));
    values = new @Nullable ColumnVector[encoded.length - 1];
  }

  @Override
  public long start() {
    return run.chunkStart(chunk);
  }

  @Override
  public SystemColumn system() {
    return system;
  }

  @Override
  public ColumnVector column(int column) {
    ColumnVector known = values[column];
    if (known == null) {
      byte[] bytes = encoded[column + 1];
      ColumnType type = run.schema().valueTypes().get(column);
      known = decoded(() -> ColumnCodec.decodeValues(type, bytes, 0, bytes.length, rows));
      values[column] = known;
    }
    return known;
  }

  private <T> T decoded(Supplier<T> column) {
    try {
      return column.get();
    } catch (VerificationException e) {
      throw run.part(chunk, StoreKeys.PART_COLUMNS).corrupt(e);
    }
  }
}
