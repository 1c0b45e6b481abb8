package org.assaydb.sql.access;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.read.RowBatch;
import org.assaydb.proofs.read.RowCursor;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyCodec;
import org.assaydb.sql.expression.Evaluation;
import org.assaydb.sql.expression.RowSource;
import org.assaydb.sql.vector.Batch;
import org.assaydb.sql.vector.Vector;
import org.assaydb.sql.vector.VectorBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one read as batches, lazily: columns of verified chunks where they are at hand, single
 * rows elsewhere. A secondary index that lacks columns is followed by batched lookups.
 */
final class AccessBatches implements RowSource {
  private static final int LOOKUPS = 1024;
  private static final int FIRST_ROWS = 16;

  /** Batches of fewer rows are put together. */
  private static final int FEW = 64;

  private final TableAccess access;
  private final Evaluation evaluation;
  private final ReadSpec spec;
  private final IndexSchema schema;
  private final boolean covering;
  private final int[] positions;
  private final RowCursor cursor;
  private @Nullable RowBatch pending;
  private int wanted = FIRST_ROWS;

  AccessBatches(TableAccess access, Evaluation evaluation, ReadSpec spec) {
    this.access = access;
    this.evaluation = evaluation;
    this.spec = spec;
    schema = access.schema();
    covering = access.covering();
    positions = positions(access, covering ? schema : access.primarySchema());
    cursor = access.snapshot().reader(evaluation.context()).read(spec);
  }

  private static int[] positions(TableAccess access, IndexSchema source) {
    int[] positions = new int[access.columns().size()];
    for (int i = 0; i < positions.length; i++) {
      int column = access.columns().get(i);
      positions[i] = column < 0 ? -1 : source.valuePosition(column);
    }
    return positions;
  }

  @Override
  public @Nullable Batch next() {
    evaluation.checkInterrupted();
    return covering ? covered() : lookedUp();
  }

  private @Nullable Batch covered() {
    Rows rows = new Rows();
    int most = wanted;
    // A LIMIT above ends what is fetched, so the first batches are short.
    wanted = Math.min(Batch.ROWS, 2 * wanted);
    while (rows.count < most) {
      RowBatch here = pending == null ? cursor.nextBatch() : pending;
      pending = null;
      if (here == null) {
        if (!cursor.next()) {
          break;
        }
        rows.add(cursor, rowKey(cursor.key()));
      } else if (rows.count == 0 && here.rows() >= FEW) {
        return columns(here);
      } else if (here.rows() >= FEW) {
        pending = here;
        break;
      } else {
        rows.add(columns(here));
      }
    }
    return rows.count == 0 ? null : rows.batch();
  }

  private Batch columns(RowBatch here) {
    return Batch.lazy(
        here.rows(),
        positions.length,
        i ->
            positions[i] < 0
                ? pseudo(here, access.columns().get(i))
                : ChunkVectors.of(here, here.column(positions[i])));
  }

  private Vector pseudo(RowBatch here, int column) {
    VectorBuilder builder = new VectorBuilder(PseudoTypes.of(access.table(), column).layout());
    for (int row = 0; row < here.rows(); row++) {
      Key key = rowKey(here.key(row));
      builder.add(PseudoTypes.value(column, here.version(row), key, spec.snapshotHeight()));
    }
    return builder.build();
  }

  private Key rowKey(Key key) {
    if (schema.primary()) {
      return key;
    }
    int length = KeyCodec.partsLength(schema, key);
    return new Key(Arrays.copyOfRange(key.bytes(), length, key.bytes().length));
  }

  private @Nullable Batch lookedUp() {
    List<Key> order = new ArrayList<>();
    while (order.size() < LOOKUPS && cursor.next()) {
      order.add(rowKey(cursor.key()));
    }
    if (order.isEmpty()) {
      return null;
    }
    IndexSchema primary = access.primarySchema();
    ReadSpec lookup =
        new ReadSpec.Lookup(
            primary.id(),
            access.positions(primary),
            spec.snapshotHeight(),
            List.copyOf(new TreeSet<>(order)));
    Map<Key, Integer> places = new HashMap<>();
    Rows rows = new Rows();
    try (RowCursor found = access.snapshot().reader(evaluation.context()).read(lookup)) {
      while (found.next()) {
        places.put(found.key(), rows.count);
        rows.add(found, found.key());
      }
    }
    int[] inOrder = new int[order.size()];
    for (int i = 0; i < inOrder.length; i++) {
      Integer place = places.get(order.get(i));
      if (place == null) {
        throw new VerificationException(RejectReason.UNSOUND_ROW, "index entry without its row");
      }
      inOrder[i] = place;
    }
    return rows.batch().gather(inOrder, inOrder.length);
  }

  @Override
  public void close() {
    cursor.close();
  }

  /** Rows that come one at a time. */
  private final class Rows {
    private final RowBuilder builder = new RowBuilder(access.types());
    private int count;

    void add(RowCursor from, Key rowKey) {
      for (int i = 0; i < positions.length; i++) {
        int column = access.columns().get(i);
        builder.add(
            i,
            column < 0
                ? PseudoTypes.value(column, from.version(), rowKey, spec.snapshotHeight())
                : StoredTypes.toValue(
                    access.table().columns().get(column).type(), from.value(positions[i])));
      }
      count++;
    }

    void add(Batch batch) {
      builder.addAll(batch);
      count += batch.rows();
    }

    Batch batch() {
      Batch batch = positions.length == 0 ? null : builder.batch();
      return batch == null ? new Batch(count) : batch;
    }
  }
}
