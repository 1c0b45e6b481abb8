package org.assaydb.sql.access;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.read.SkipFilter;
import org.assaydb.proofs.schema.IndexDef;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.sql.expression.Evaluation;
import org.assaydb.sql.expression.Expression;
import org.assaydb.sql.expression.RowSource;
import org.assaydb.sql.operator.RowCount;
import org.assaydb.sql.schema.PseudoColumn;
import org.assaydb.sql.schema.Snapshot;
import org.assaydb.sql.vector.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * One access to one table: index, key ranges, columns, snapshot. Immutable; rows come as arrays of
 * run-time values in the order of {@code columns}.
 *
 * @param columns table ordinals to yield, or {@link PseudoColumn}s
 * @param ranges null for ranges that a join supplies
 * @param limit number of rows needed at most, null for all; only when no filter follows
 * @param mode null for a scan or lookup
 */
public record TableAccess(
    TableDef table,
    Snapshot snapshot,
    IndexDef index,
    List<Integer> columns,
    @Nullable IndexRanges ranges,
    boolean descending,
    @Nullable Limit limit,
    @Nullable RowMode mode)
    implements IndexRead {
  /** An access without use of bounds. */
  public TableAccess(
      TableDef table,
      Snapshot snapshot,
      IndexDef index,
      List<Integer> columns,
      @Nullable IndexRanges ranges,
      boolean descending,
      @Nullable Limit limit) {
    this(table, snapshot, index, columns, ranges, descending, limit, null);
  }

  /** OFFSET and FETCH over no columns, either may be missing. */
  public record Limit(@Nullable Expression offset, @Nullable Expression fetch, String text) {
    /** Rows that are read at most: those left out, too. */
    long rows(Evaluation evaluation) {
      long skipped = RowCount.offset(offset, evaluation);
      long wanted = RowCount.fetch(fetch, evaluation);
      return wanted > Long.MAX_VALUE - skipped ? Long.MAX_VALUE : wanted + skipped;
    }
  }

  IndexSchema schema() {
    return IndexSchema.of(table, index);
  }

  IndexSchema primarySchema() {
    return IndexSchema.of(table, table.primaryIndex());
  }

  /**
   * Whether the index itself holds every column that is needed: the primary index alone knows when
   * a row was written.
   */
  public boolean covering() {
    IndexSchema schema = schema();
    return columns.stream()
        .allMatch(
            c ->
                c < 0
                    ? schema.primary() || !PseudoColumn.isOfVersion(c)
                    : schema.valuePosition(c) >= 0);
  }

  @Override
  public boolean isWhole() {
    return covering();
  }

  @Override
  public List<ValueType> types() {
    List<ValueType> types = new ArrayList<>();
    for (int column : columns) {
      types.add(PseudoTypes.of(table, column));
    }
    return types;
  }

  @Override
  public RowSource open(Evaluation evaluation) {
    ReadSpec spec = spec(evaluation);
    return spec == null ? EmptyRows.INSTANCE : new AccessBatches(this, evaluation, spec);
  }

  /** The first read of this access; null when no key can match. */
  @Override
  public @Nullable ReadSpec spec(Evaluation evaluation) {
    IndexRanges.Evaluated found =
        ranges == null
            ? new IndexRanges.Evaluated(List.of(KeyRange.ALL), false)
            : ranges.evaluate(evaluation);
    return spec(evaluation, found);
  }

  @Nullable ReadSpec spec(Evaluation evaluation, IndexRanges.Evaluated found) {
    long rows = limit == null ? Long.MAX_VALUE : limit.rows(evaluation);
    if (found.ranges().isEmpty() || rows == 0) {
      return null;
    }
    long height = snapshot.height(evaluation.context(), table);
    List<Integer> positions = covering() ? positions(schema()) : List.of();
    if (mode != null) {
      return spec(mode, evaluation, found.ranges(), union(positions, mode), height, rows);
    }
    boolean lookup = found.points() && index.primary() && !descending && rows == Long.MAX_VALUE;
    if (lookup) {
      List<Key> keys = found.ranges().stream().map(KeyRange::lower).toList();
      return new ReadSpec.Lookup(index.id(), positions, height, keys);
    }
    return new ReadSpec.Scan(index.id(), positions, height, found.ranges(), descending, rows);
  }

  private List<Integer> union(List<Integer> positions, RowMode tested) {
    TreeSet<Integer> all = new TreeSet<>(positions);
    tested.columns().forEach(c -> all.add(schema().valuePosition(c)));
    return List.copyOf(all);
  }

  private @Nullable ReadSpec spec(
      RowMode by,
      Evaluation evaluation,
      List<KeyRange> found,
      List<Integer> positions,
      long height,
      long rows) {
    if (by instanceof RowMode.Top top) {
      int order = schema().valuePosition(top.column());
      // More rows than a top may have are all read, in parts, and sorted above.
      return rows <= RowMode.Top.MAX_ROWS
          ? new ReadSpec.Top(
              index.id(), positions, height, found.get(0), order, top.greatest(), rows)
          : skip(positions, height, found, RowMode.Top.notNull(order), Long.MAX_VALUE);
    }
    SkipFilter filter = ((RowMode.Skip) by).filter(evaluation, schema());
    return filter == null ? null : skip(positions, height, found, filter, rows);
  }

  private ReadSpec skip(
      List<Integer> positions, long height, List<KeyRange> found, SkipFilter filter, long rows) {
    return new ReadSpec.Skip(index.id(), positions, height, found, filter, rows);
  }

  List<Integer> positions(IndexSchema schema) {
    TreeSet<Integer> positions = new TreeSet<>();
    columns.stream().filter(c -> c >= 0).forEach(c -> positions.add(schema.valuePosition(c)));
    return new ArrayList<>(positions);
  }

  /** Kind of access for EXPLAIN PROOF. */
  private String kind() {
    if (mode instanceof RowMode.Top top) {
      return "top by " + top.text() + (top.greatest() ? " greatest first" : " least first");
    }
    if (mode != null) {
      return "skip scan by [" + mode.text() + "]";
    }
    if (ranges == null) {
      return "full scan";
    }
    return ranges.isWholeKey() && index.unique() ? "point lookup" : "key range";
  }

  private String rangesText() {
    return ranges == null ? "" : ranges.text();
  }

  private String columnName(int column) {
    if (column == PseudoColumn.ROW_KEY) {
      return "(row key)";
    }
    return column < 0 ? PseudoColumn.name(column) : table.columns().get(column).name();
  }

  String columnNames() {
    List<String> names = new ArrayList<>();
    columns.forEach(c -> names.add(columnName(c)));
    return String.join(", ", names);
  }

  @Override
  public String describe() {
    return describe(kind());
  }

  /** One line of EXPLAIN PROOF. */
  String describe(String kind) {
    return table.schema()
        + "."
        + table.name()
        + snapshot
        + ": "
        + kind
        + " on "
        + index.name()
        + (rangesText().isEmpty() ? "" : " [" + rangesText() + "]")
        + (descending ? " descending" : "")
        + (limit == null ? "" : " limit " + limit.text())
        + (covering() ? "" : ", then batched lookups on " + table.primaryIndex().name())
        + ", columns ("
        + columnNames()
        + ")";
  }
}
