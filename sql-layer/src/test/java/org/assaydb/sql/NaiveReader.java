package org.assaydb.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.assaydb.proofs.read.AggregateCursor;
import org.assaydb.proofs.read.IndexReader;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.read.RowCursor;
import org.assaydb.proofs.read.SkipFilter;
import org.assaydb.proofs.schema.ColumnSum;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyCodec;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.proofs.schema.Version;
import org.assaydb.proofs.tree.EntryKind;

/** Reads of {@link MemoryDatabase} by their definitions; notes what was read and announced. */
final class NaiveReader implements IndexReader {
  private final MemoryDatabase database;

  NaiveReader(MemoryDatabase database) {
    this.database = database;
  }

  @Override
  public long stateHeight() {
    return database.height();
  }

  @Override
  public void prefetch(List<ReadSpec> specs) {
    database.announced.add(List.copyOf(specs));
  }

  @Override
  public AggregateCursor aggregate(ReadSpec.Aggregate spec) {
    database.reads.add(spec);
    IndexSchema schema = database.catalog().index(spec.index()).orElseThrow();
    NavigableMap<Key, Object[]> groups = new TreeMap<>();
    if (spec.groupParts() == 0) {
      groups.put(Key.MIN, totals(spec));
    }
    database
        .index(schema, spec.snapshotHeight())
        .forEach(
            (key, row) -> {
              if (spec.ranges().stream().anyMatch(r -> r.contains(key))) {
                Key group = KeyCodec.firstParts(schema, key, spec.groupParts());
                Object[] totals = groups.computeIfAbsent(group, g -> totals(spec));
                totals[0] = (Long) totals[0] + 1;
                for (int i = 0; i < spec.columns().size(); i++) {
                  Object value = row[schema.valueColumns().get(spec.columns().get(i))];
                  totals[i + 1] = ((ColumnSum) totals[i + 1]).plus(ColumnSum.of(value));
                }
              }
            });
    return new Totals(spec, List.copyOf(groups.entrySet()));
  }

  @Override
  public RowCursor read(ReadSpec spec) {
    database.reads.add(spec);
    IndexSchema schema = database.catalog().index(spec.index()).orElseThrow();
    NavigableMap<Key, Object[]> index = database.index(schema, spec.snapshotHeight());
    List<Map.Entry<Key, Object[]>> found = new ArrayList<>();
    if (spec instanceof ReadSpec.Lookup lookup) {
      ascending(lookup.keys());
      for (Key key : lookup.keys()) {
        if (index.containsKey(key)) {
          found.add(Map.entry(key, index.get(key)));
        }
      }
    } else if (spec instanceof ReadSpec.Scan scan) {
      ascending(scan.ranges().stream().map(KeyRange::lower).toList());
      for (KeyRange range : scan.ranges()) {
        if (range.isEmpty()) {
          throw new AssertionError("empty range");
        }
        index.forEach(
            (key, row) -> {
              if (range.contains(key)) {
                found.add(Map.entry(key, row));
              }
            });
      }
      if (scan.descending()) {
        java.util.Collections.reverse(found);
      }
      if (found.size() > scan.limit()) {
        found.subList((int) scan.limit(), found.size()).clear();
      }
    }
    if (spec instanceof ReadSpec.Skip skip) {
      index.forEach(
          (key, row) -> {
            boolean in = skip.ranges().stream().anyMatch(r -> r.contains(key));
            if (in && found.size() < skip.limit() && holds(skip.filter(), schema, row)) {
              found.add(Map.entry(key, row));
            }
          });
    } else if (spec instanceof ReadSpec.Top top) {
      top(top, schema, index, found);
    } else if (spec instanceof ReadSpec.History) {
      throw new AssertionError("no history in memory");
    }
    return new Cursor(schema, spec.columns(), found);
  }

  private static Object[] totals(ReadSpec.Aggregate spec) {
    Object[] totals = new Object[spec.columns().size() + 1];
    java.util.Arrays.fill(totals, ColumnSum.ZERO);
    totals[0] = 0L;
    return totals;
  }

  private static boolean holds(SkipFilter filter, IndexSchema schema, Object[] row) {
    return filter.clauses().stream()
        .allMatch(
            clause ->
                clause.terms().stream()
                    .anyMatch(
                        term -> {
                          Key value = ordered(schema, term.column(), row);
                          return value == null
                              ? term.range() == null
                              : term.range() != null && term.range().contains(value);
                        }));
  }

  private static Key ordered(IndexSchema schema, int position, Object[] row) {
    if (!schema.bounds().contains(position)) {
      throw new AssertionError("no bounds of column " + position);
    }
    Object value = row[schema.valueColumns().get(position)];
    return value == null ? null : KeyCodec.ordered(schema.valueTypes().get(position), value);
  }

  private static void top(
      ReadSpec.Top top,
      IndexSchema schema,
      NavigableMap<Key, Object[]> index,
      List<Map.Entry<Key, Object[]>> found) {
    index.forEach(
        (key, row) -> {
          if (top.range().contains(key) && ordered(schema, top.orderColumn(), row) != null) {
            found.add(Map.entry(key, row));
          }
        });
    java.util.Comparator<Map.Entry<Key, Object[]>> order =
        java.util.Comparator.comparing(e -> ordered(schema, top.orderColumn(), e.getValue()));
    found.sort(top.greatest() ? order.reversed() : order);
    if (found.size() > top.limit()) {
      found.subList((int) top.limit(), found.size()).clear();
    }
  }

  private void ascending(List<Key> keys) {
    for (int i = 1; i < keys.size(); i++) {
      if (keys.get(i - 1).compareTo(keys.get(i)) >= 0) {
        throw new AssertionError("keys out of order");
      }
    }
  }

  /** Per group the live rows and the sums, in the order of the columns. */
  private static final class Totals implements AggregateCursor {
    private final ReadSpec.Aggregate spec;
    private final List<Map.Entry<Key, Object[]>> groups;
    private int at = -1;

    Totals(ReadSpec.Aggregate spec, List<Map.Entry<Key, Object[]>> groups) {
      this.spec = spec;
      this.groups = groups;
    }

    @Override
    public boolean next() {
      return ++at < groups.size();
    }

    @Override
    public Key group() {
      return groups.get(at).getKey();
    }

    @Override
    public long live() {
      return (Long) groups.get(at).getValue()[0];
    }

    @Override
    public ColumnSum sum(int column) {
      return (ColumnSum) groups.get(at).getValue()[spec.columns().indexOf(column) + 1];
    }
  }

  private static final class Cursor implements RowCursor {
    private final IndexSchema schema;
    private final List<Integer> columns;
    private final List<Map.Entry<Key, Object[]>> rows;
    private int at = -1;

    Cursor(IndexSchema schema, List<Integer> columns, List<Map.Entry<Key, Object[]>> rows) {
      this.schema = schema;
      this.columns = columns;
      this.rows = rows;
    }

    @Override
    public boolean next() {
      return ++at < rows.size();
    }

    @Override
    public Key key() {
      return rows.get(at).getKey();
    }

    @Override
    public Version version() {
      return Version.of(1, 0);
    }

    @Override
    public EntryKind kind() {
      return EntryKind.INSERT;
    }

    @Override
    public Object value(int column) {
      if (!columns.contains(column)) {
        throw new AssertionError("column " + column + " was not asked for");
      }
      return rows.get(at).getValue()[schema.valueColumns().get(column)];
    }
  }
}
