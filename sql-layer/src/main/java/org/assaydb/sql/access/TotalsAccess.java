package org.assaydb.sql.access;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.assaydb.proofs.read.AggregateCursor;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.schema.ColumnSum;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.IndexDef;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.KeyCodec;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.sql.expression.Evaluation;
import org.assaydb.sql.expression.RowSource;
import org.assaydb.sql.schema.Snapshot;
import org.assaydb.sql.value.Decimals;
import org.assaydb.sql.vector.Batch;
import org.assaydb.sql.vector.ValueType;
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
    SUM_OR_ZERO,
    AVG;

    private String function() {
      return switch (this) {
        case ROWS, NON_NULL -> "COUNT";
        case SUM, SUM_OR_ZERO -> "SUM";
        case AVG -> "AVG";
      };
    }
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
  public ReadSpec.@Nullable Aggregate spec(Evaluation evaluation) {
    List<KeyRange> found =
        ranges == null ? List.of(KeyRange.ALL) : ranges.evaluate(evaluation).ranges();
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
        snapshot.height(evaluation.context(), table),
        found,
        groupParts);
  }

  @Override
  public boolean isWhole() {
    return true;
  }

  @Override
  public List<ValueType> types() {
    List<ValueType> types = new ArrayList<>();
    for (int part : groups) {
      types.add(StoredTypes.valueType(schema().keyTypes().get(part)));
    }
    totals.forEach(t -> types.add(StoredTypes.valueType(t.type)));
    return types;
  }

  @Override
  public RowSource open(Evaluation evaluation) {
    ReadSpec.Aggregate spec = spec(evaluation);
    if (spec != null) {
      return new Rows(evaluation, spec);
    }
    return groupParts > 0 ? EmptyRows.INSTANCE : new Nothing();
  }

  /** Totals in all where no key can match: one row. */
  private final class Nothing implements RowSource {
    private boolean given;

    @Override
    public @Nullable Batch next() {
      if (given) {
        return null;
      }
      given = true;
      RowBuilder rows = new RowBuilder(types());
      for (int i = 0; i < totals.size(); i++) {
        rows.add(i, value(totals.get(i), 0, ColumnSum.ZERO));
      }
      return rows.batch();
    }

    @Override
    public void close() {}
  }

  private @Nullable Object value(Total total, long live, ColumnSum sum) {
    return switch (total.kind) {
      case ROWS -> live;
      case NON_NULL -> sum.nonNull();
      case SUM -> sum.nonNull() == 0 ? null : sum(total, sum);
      case SUM_OR_ZERO -> sum(total, sum);
      case AVG -> sum.nonNull() == 0 ? null : average(total, sum);
    };
  }

  private BigInteger average(Total total, ColumnSum sum) {
    int scale = table.columns().get(total.column).type().scale();
    BigInteger scaled = Decimals.rescaled(sum.sum().toBigInteger(), scale, total.type.scale());
    return Decimals.divided(scaled, BigInteger.valueOf(sum.nonNull()));
  }

  private static Object sum(Total total, ColumnSum sum) {
    BigInteger value = sum.sum().toBigInteger();
    if (total.type.kind() == ColumnType.Kind.DECIMAL) {
      return value; // of the column's scale, which the type has
    }
    return value.longValueExact();
  }

  @Override
  public String describe() {
    List<String> names = new ArrayList<>();
    for (Total total : totals) {
      String column = total.column < 0 ? "*" : table.columns().get(total.column).name();
      names.add(total.kind.function() + "(" + column + ")");
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

  private final class Rows implements RowSource {
    private final Evaluation evaluation;
    private final IndexSchema schema = schema();
    private final AggregateCursor cursor;

    Rows(Evaluation evaluation, ReadSpec.Aggregate spec) {
      this.evaluation = evaluation;
      cursor = snapshot.reader(evaluation.context()).aggregate(spec);
    }

    @Override
    public @Nullable Batch next() {
      evaluation.checkInterrupted();
      RowBuilder rows = new RowBuilder(types());
      while (rows.size() < Batch.ROWS && cursor.next()) {
        List<@Nullable Object> key = KeyCodec.decodeParts(schema, cursor.group(), groupParts);
        int at = 0;
        for (int part : groups) {
          rows.add(at++, StoredTypes.toValue(schema.keyTypes().get(part), key.get(part)));
        }
        for (Total total : totals) {
          boolean count = total.kind == Kind.ROWS;
          ColumnSum sum = count ? ColumnSum.ZERO : cursor.sum(schema.valuePosition(total.column));
          rows.add(at++, value(total, cursor.live(), sum));
        }
      }
      return rows.batch();
    }

    @Override
    public void close() {
      cursor.close();
    }
  }
}
