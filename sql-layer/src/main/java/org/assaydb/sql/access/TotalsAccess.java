package org.assaydb.sql.access;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.Linq4j;
import org.assaydb.proofs.read.AggregateCursor;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.schema.ColumnSum;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.IndexDef;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.KeyCodec;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.sql.enumerable.RowEnumerator;
import org.assaydb.sql.enumerable.StatementContext;
import org.assaydb.sql.schema.Snapshot;
import org.assaydb.sql.types.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * Counts and sums from the summaries of an index, in all or per group. Rows: the group columns,
 * then the totals.
 *
 * @param ranges null for the whole index
 * @param groupParts leading key parts to group by, 0 for one row in all
 * @param groups key part of each group column
 */
public record TotalsAccess(
    TableDef table,
    Snapshot snapshot,
    IndexDef index,
    @Nullable IndexRanges ranges,
    int groupParts,
    List<Integer> groups,
    List<Total> totals)
    implements IndexRead {

  /** What a total says. */
  public enum Kind {
    ROWS,
    NON_NULL,
    SUM,
    SUM_OR_ZERO
  }

  /**
   * One total.
   *
   * @param column table ordinal, -1 for {@link Kind#ROWS}
   * @param type of the result
   */
  public record Total(Kind kind, int column, ColumnType type) {}

  private IndexSchema schema() {
    return IndexSchema.of(table, index);
  }

  @Override
  public ReadSpec.@Nullable Aggregate spec(StatementContext context) {
    List<KeyRange> found =
        ranges == null ? List.of(KeyRange.ALL) : ranges.evaluate(context).ranges();
    if (found.isEmpty()) {
      return null;
    }
    IndexSchema schema = schema();
    TreeSet<Integer> columns = new TreeSet<>();
    for (Total total : totals) {
      if (total.column >= 0) {
        columns.add(schema.valuePosition(total.column));
      }
    }
    return new ReadSpec.Aggregate(
        index.id(),
        List.copyOf(columns),
        snapshot.height(context.execution(), table),
        found,
        groupParts);
  }

  @Override
  public Enumerable<? extends @Nullable Object> open(DataContext root) {
    StatementContext context = (StatementContext) root;
    Enumerable<@Nullable Object[]> rows =
        new AbstractEnumerable<>() {
          @Override
          public Enumerator<@Nullable Object[]> enumerator() {
            ReadSpec.Aggregate spec = spec(context);
            return spec == null ? nothing() : new Rows(context, spec);
          }
        };
    return groups.size() + totals.size() == 1 ? rows.select(row -> row[0]) : rows;
  }

  /** Totals where no key can match: none per group, but one row in all. */
  private Enumerator<@Nullable Object[]> nothing() {
    if (groupParts > 0) {
      return Linq4j.emptyEnumerator();
    }
    @Nullable Object[] row = new @Nullable Object[totals.size()];
    for (int i = 0; i < row.length; i++) {
      row[i] = value(totals.get(i), 0, ColumnSum.ZERO);
    }
    return Linq4j.singletonEnumerator(row);
  }

  private @Nullable Object value(Total total, long live, ColumnSum sum) {
    return switch (total.kind) {
      case ROWS -> live;
      case NON_NULL -> sum.nonNull();
      case SUM -> sum.nonNull() == 0 ? null : sum(total, sum);
      case SUM_OR_ZERO -> sum(total, sum);
    };
  }

  private Object sum(Total total, ColumnSum sum) {
    int scale = table.columns().get(total.column).type().scale();
    BigDecimal value = new BigDecimal(sum.sum().toBigInteger(), scale);
    if (total.type.kind() == ColumnType.Kind.DECIMAL) {
      return value.setScale(total.type.scale());
    }
    return value.longValueExact();
  }

  @Override
  public String describe() {
    List<String> names = new ArrayList<>();
    for (Total total : totals) {
      String column = total.column < 0 ? "*" : table.columns().get(total.column).name();
      names.add((total.kind.name().startsWith("SUM") ? "SUM(" : "COUNT(") + column + ")");
    }
    List<String> by = new ArrayList<>();
    index.keyParts().subList(0, groupParts).stream()
        .map(p -> table.columns().get(p.column()).name())
        .forEach(by::add);
    String text = ranges == null ? "" : ranges.text();
    return table.schema()
        + "."
        + table.name()
        + snapshot
        + ": aggregate on "
        + index.name()
        + (text.isEmpty() ? "" : " [" + text + "]")
        + ", totals ("
        + String.join(", ", names)
        + ")"
        + (by.isEmpty() ? "" : " by (" + String.join(", ", by) + ")");
  }

  private final class Rows extends RowEnumerator {
    private final StatementContext context;
    private final ReadSpec.Aggregate spec;
    private final IndexSchema schema = schema();
    private AggregateCursor cursor;

    public Rows(StatementContext context, ReadSpec.Aggregate spec) {
      this.context = context;
      this.spec = spec;
      cursor = snapshot.reader(context.execution()).aggregate(spec);
    }

    @Override
    public @Nullable Object @Nullable [] next() {
      return cursor.next() ? row() : null;
    }

    private @Nullable Object[] row() {
      @Nullable Object[] row = new @Nullable Object[groups.size() + totals.size()];
      List<@Nullable Object> key = KeyCodec.decodeParts(schema, cursor.group(), groupParts);
      int at = 0;
      for (int part : groups) {
        row[at++] = SqlTypes.toRuntime(schema.keyTypes().get(part), key.get(part));
      }
      for (Total total : totals) {
        boolean rows = total.kind == Kind.ROWS;
        ColumnSum sum = rows ? ColumnSum.ZERO : cursor.sum(schema.valuePosition(total.column));
        row[at++] = value(total, cursor.live(), sum);
      }
      return row;
    }

    @Override
    public void restart() {
      cursor.close();
      cursor = snapshot.reader(context.execution()).aggregate(spec);
    }

    @Override
    public void close() {
      cursor.close();
    }
  }
}
