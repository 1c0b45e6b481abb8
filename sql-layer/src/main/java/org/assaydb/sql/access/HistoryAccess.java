package org.assaydb.sql.access;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.Linq4j;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.read.RowCursor;
import org.assaydb.proofs.schema.IndexDef;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.KeyCodec;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.proofs.tree.EntryKind;
import org.assaydb.sql.enumerable.RowEnumerator;
import org.assaydb.sql.enumerable.StatementContext;
import org.assaydb.sql.schema.HistoryWindow;
import org.assaydb.sql.schema.PseudoColumn;
import org.assaydb.sql.types.SqlTypes;
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
  @Override
  public @Nullable ReadSpec spec(StatementContext context) {
    List<KeyRange> found =
        ranges == null ? List.of(KeyRange.ALL) : ranges.evaluate(context).ranges();
    HistoryWindow.Heights heights = window.heights(context.execution());
    if (found.isEmpty() || heights.from() > heights.to()) {
      return null;
    }
    TreeSet<Integer> positions = new TreeSet<>();
    columns.stream().filter(c -> c >= 0).forEach(positions::add);
    return new ReadSpec.History(
        table.primaryIndex().id(),
        List.copyOf(positions),
        context.execution().snapshotHeight(),
        found,
        heights.from(),
        heights.to());
  }

  @Override
  public Enumerable<? extends @Nullable Object> open(DataContext root) {
    StatementContext context = (StatementContext) root;
    Enumerable<@Nullable Object[]> rows =
        new AbstractEnumerable<>() {
          @Override
          public Enumerator<@Nullable Object[]> enumerator() {
            ReadSpec spec = spec(context);
            return spec == null ? Linq4j.emptyEnumerator() : new Rows(context, spec);
          }
        };
    return columns.size() == 1 ? rows.select(row -> row[0]) : rows;
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

  private final class Rows extends RowEnumerator {
    private final StatementContext context;
    private final ReadSpec spec;
    private final IndexSchema schema = IndexSchema.of(table, table.primaryIndex());
    private RowCursor cursor;

    public Rows(StatementContext context, ReadSpec spec) {
      this.context = context;
      this.spec = spec;
      cursor = context.execution().reader().read(spec);
    }

    @Override
    public @Nullable Object @Nullable [] next() {
      return cursor.next() ? row() : null;
    }

    private @Nullable Object[] row() {
      @Nullable Object[] row = new @Nullable Object[columns.size()];
      boolean deleted = cursor.kind() == EntryKind.DELETE;
      List<@Nullable Object> key =
          deleted
              ? KeyCodec.decodeParts(schema, cursor.key(), schema.keyTypes().size())
              : List.of();
      for (int i = 0; i < row.length; i++) {
        int column = columns.get(i);
        if (column == PseudoColumn.HEIGHT) {
          row[i] = cursor.version().height();
        } else if (column == PseudoColumn.TRANSACTION) {
          row[i] = cursor.version().transaction();
        } else if (column < 0) {
          row[i] = cursor.kind().name();
        } else {
          Object value = deleted ? keyPart(column, key) : cursor.value(column);
          row[i] = SqlTypes.toRuntime(table.columns().get(column).type(), value);
        }
      }
      return row;
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
    public void restart() {
      cursor.close();
      cursor = context.execution().reader().read(spec);
    }

    @Override
    public void close() {
      cursor.close();
    }
  }
}
