package org.assaydb.sql.access;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.calcite.avatica.util.ByteString;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.read.RowBatch;
import org.assaydb.proofs.read.RowCursor;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyCodec;
import org.assaydb.proofs.schema.Version;
import org.assaydb.proofs.tree.ColumnVector;
import org.assaydb.sql.enumerable.RowEnumerator;
import org.assaydb.sql.enumerable.StatementContext;
import org.assaydb.sql.schema.PseudoColumn;
import org.assaydb.sql.types.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one read, lazily; a secondary index that lacks columns is followed by batched lookups.
 */
public final class AccessRows extends RowEnumerator {
  private static final int BATCH = 1024;

  private final TableAccess access;
  private final StatementContext context;
  private final ReadSpec spec;
  private final IndexSchema schema;
  private final boolean covering;
  private final int[] positions;
  private final ColumnType[] types;
  private RowCursor cursor;
  private List<@Nullable Object[]> batch = List.of();
  private int inBatch;
  private @Nullable RowBatch columns;
  private int inColumns;
  private final @Nullable ColumnVector[] vectors;

  public AccessRows(TableAccess access, StatementContext context, ReadSpec spec) {
    this.access = access;
    this.context = context;
    this.spec = spec;
    schema = access.schema();
    covering = access.covering();
    IndexSchema source = covering ? schema : access.primarySchema();
    positions = new int[access.columns().size()];
    types = new ColumnType[positions.length];
    vectors = new @Nullable ColumnVector[positions.length];
    for (int i = 0; i < positions.length; i++) {
      int column = access.columns().get(i);
      positions[i] = column < 0 ? -1 : source.valuePosition(column);
      types[i] =
          column < 0
              ? ColumnType.of(ColumnType.Kind.VARBINARY, Key.MAX_BYTES)
              : access.table().columns().get(column).type();
    }
    cursor = access.snapshot().reader(context.execution()).read(spec);
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    if (covering) {
      @Nullable Object @Nullable [] row = nextOfColumns();
      return row == null && cursor.next() ? row(cursor, rowKey(cursor.key())) : row;
    }
    while (inBatch >= batch.size()) {
      if (!fillBatch()) {
        return null;
      }
    }
    return batch.get(inBatch++);
  }

  /** The next row when it is at hand as columns; null otherwise. */
  private @Nullable Object @Nullable [] nextOfColumns() {
    RowBatch here = columns;
    if (here == null || inColumns == here.rows()) {
      here = cursor.nextBatch();
      columns = here;
      inColumns = 0;
      if (here == null) {
        return null;
      }
      for (int i = 0; i < vectors.length; i++) {
        vectors[i] = positions[i] < 0 ? null : here.column(positions[i]);
      }
    }
    int row = inColumns++;
    int place = here.place(row);
    @Nullable Object[] values = new @Nullable Object[vectors.length];
    for (int i = 0; i < values.length; i++) {
      ColumnVector vector = vectors[i];
      values[i] =
          vector == null
              ? pseudo(access.columns().get(i), here.version(row), rowKey(here.key(row)))
              : SqlTypes.toRuntime(types[i], vector.value(place));
    }
    return values;
  }

  private Key rowKey(Key key) {
    if (schema.primary()) {
      return key;
    }
    int length = KeyCodec.partsLength(schema, key);
    return new Key(java.util.Arrays.copyOfRange(key.bytes(), length, key.bytes().length));
  }

  private @Nullable Object[] row(RowCursor from, Key rowKey) {
    @Nullable Object[] row = new @Nullable Object[positions.length];
    for (int i = 0; i < row.length; i++) {
      int column = access.columns().get(i);
      row[i] =
          column < 0
              ? pseudo(column, from.version(), rowKey)
              : SqlTypes.toRuntime(types[i], from.value(positions[i]));
    }
    return row;
  }

  private @Nullable Object pseudo(int column, Version version, Key rowKey) {
    if (column == PseudoColumn.ROW_KEY) {
      return new ByteString(rowKey.bytes());
    }
    if (version.height() > spec.snapshotHeight()) {
      return null; // written by this transaction
    }
    return column == PseudoColumn.HEIGHT ? (Object) version.height() : version.transaction();
  }

  private boolean fillBatch() {
    List<Key> order = new ArrayList<>();
    while (order.size() < BATCH && cursor.next()) {
      order.add(rowKey(cursor.key()));
    }
    if (order.isEmpty()) {
      return false;
    }
    IndexSchema primary = access.primarySchema();
    ReadSpec lookup =
        new ReadSpec.Lookup(
            primary.id(),
            access.positions(primary),
            spec.snapshotHeight(),
            List.copyOf(new TreeSet<>(order)));
    Map<Key, @Nullable Object[]> rows = new HashMap<>();
    try (RowCursor found = access.snapshot().reader(context.execution()).read(lookup)) {
      while (found.next()) {
        rows.put(found.key(), row(found, found.key()));
      }
    }
    batch = new ArrayList<>(order.size());
    for (Key key : order) {
      @Nullable Object[] row = rows.get(key);
      if (row == null) {
        throw new org.assaydb.proofs.VerificationException(
            org.assaydb.proofs.RejectReason.UNSOUND_ROW, "index entry without its row");
      }
      batch.add(row);
    }
    inBatch = 0;
    return true;
  }

  @Override
  public void restart() {
    cursor.close();
    cursor = access.snapshot().reader(context.execution()).read(spec);
    batch = List.of();
    inBatch = 0;
    columns = null;
  }

  @Override
  public void close() {
    cursor.close();
  }
}
