package org.assaydb.sql.access;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.read.RowCursor;
import org.assaydb.proofs.schema.IndexDef;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.KeyCodec;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.proofs.tree.EntryKind;
import org.assaydb.sql.expression.Evaluation;
import org.assaydb.sql.expression.RowSource;
import org.assaydb.sql.schema.HistoryWindow;
import org.assaydb.sql.schema.PseudoColumn;
import org.assaydb.sql.vector.Batch;
import org.assaydb.sql.vector.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * All versions of the rows of a table that a window of heights wrote, from its primary index. Of a
 * deletion only the key columns are known, the others are NULL.
 *
 * @param columns table ordinals or {@link PseudoColumn}s to yield
 * @param ranges null for the whole table
 */
public record HistoryAccess(
    TableDef table, HistoryWindow window, List<Integer> columns, @Nullable IndexRanges ranges)
    implements IndexRead {
  private static final int FIRST_ROWS = 16;

  @Override
  public @Nullable ReadSpec spec(Evaluation evaluation) {
    List<KeyRange> found =
        ranges == null ? List.of(KeyRange.ALL) : ranges.evaluate(evaluation).ranges();
    HistoryWindow.Heights heights = window.heights(evaluation.context());
    if (found.isEmpty() || heights.from() > heights.to()) {
      return null;
    }
    TreeSet<Integer> positions = new TreeSet<>();
    columns.stream().filter(c -> c >= 0).forEach(positions::add);
    return new ReadSpec.History(
        table.primaryIndex().id(),
        List.copyOf(positions),
        evaluation.context().snapshotHeight(),
        found,
        heights.from(),
        heights.to());
  }

  @Override
  public boolean isWhole() {
    return true;
  }

  @Override
  public List<ValueType> types() {
    return columns.stream().map(c -> PseudoTypes.of(table, c)).toList();
  }

  @Override
  public RowSource open(Evaluation evaluation) {
    ReadSpec spec = spec(evaluation);
    return spec == null ? EmptyRows.INSTANCE : new Rows(evaluation, spec);
  }

  @Override
  public String describe() {
    List<String> names = new ArrayList<>();
    for (int c : columns) {
      names.add(c >= 0 ? table.columns().get(c).name() : PseudoColumn.name(c));
    }
    String text = ranges == null ? "" : ranges.text();
    return table.schema()
        + "."
        + table.name()
        + window
        + ": all versions on "
        + table.primaryIndex().name()
        + (text.isEmpty() ? "" : " [" + text + "]")
        + ", columns ("
        + String.join(", ", names)
        + ")";
  }

  private final class Rows implements RowSource {
    private final Evaluation evaluation;
    private final IndexSchema schema = IndexSchema.of(table, table.primaryIndex());
    private final RowCursor cursor;
    private int wanted = FIRST_ROWS;

    Rows(Evaluation evaluation, ReadSpec spec) {
      this.evaluation = evaluation;
      cursor = evaluation.context().reader().read(spec);
    }

    @Override
    public @Nullable Batch next() {
      evaluation.checkInterrupted();
      RowBuilder rows = new RowBuilder(types());
      int most = wanted;
      // A LIMIT above ends what is fetched, so the first batches are short.
      wanted = Math.min(Batch.ROWS, 2 * wanted);
      while (rows.size() < most && cursor.next()) {
        boolean deleted = cursor.kind() == EntryKind.DELETE;
        List<@Nullable Object> key =
            deleted
                ? KeyCodec.decodeParts(schema, cursor.key(), schema.keyTypes().size())
                : List.of();
        for (int i = 0; i < columns.size(); i++) {
          rows.add(i, value(columns.get(i), deleted, key));
        }
      }
      return rows.batch();
    }

    private @Nullable Object value(int column, boolean deleted, List<@Nullable Object> key) {
      if (column == PseudoColumn.OPERATION) {
        return PseudoTypes.operation(cursor);
      }
      if (column < 0) {
        return PseudoTypes.value(column, cursor.version(), cursor.key(), Long.MAX_VALUE);
      }
      Object value = deleted ? keyPart(column, key) : cursor.value(column);
      return StoredTypes.toValue(table.columns().get(column).type(), value);
    }

    private @Nullable Object keyPart(int column, List<@Nullable Object> key) {
      List<IndexDef.KeyPart> parts = schema.keyParts();
      for (int i = 0; i < parts.size(); i++) {
        if (parts.get(i).column() == column) {
          return key.get(i);
        }
      }
      return null;
    }

    @Override
    public void close() {
      cursor.close();
    }
  }
}
