package org.assaydb.benchmarks.oracle.subject;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.assaydb.proofs.read.AggregateCursor;
import org.assaydb.proofs.read.IndexReader;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.read.RowCursor;
import org.assaydb.proofs.read.RowEntries;
import org.assaydb.proofs.read.SkipFilter;
import org.assaydb.proofs.schema.ColumnSum;
import org.assaydb.proofs.schema.IndexDef;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyCodec;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.proofs.schema.Version;
import org.assaydb.proofs.tree.EntryKind;
import org.jspecify.annotations.Nullable;

/** Reads of indexes by their definition: the whole index is built and looked through. */
final class MemoryReader implements IndexReader {
  private final MemoryTables tables;

  MemoryReader(MemoryTables tables) {
    this.tables = tables;
  }

  @Override
  public long stateHeight() {
    return MemoryTables.HEIGHT;
  }

  @Override
  public RowCursor read(ReadSpec spec) {
    IndexSchema schema = schema(spec);
    NavigableMap<Key, @Nullable Object[]> index = index(schema);
    List<Map.Entry<Key, @Nullable Object[]>> found = new ArrayList<>();
    if (spec instanceof ReadSpec.Lookup lookup) {
      ascending(lookup.keys());
      index.entrySet().stream()
          .filter(e -> Collections.binarySearch(lookup.keys(), e.getKey()) >= 0)
          .forEach(found::add);
    } else if (spec instanceof ReadSpec.Ranged ranged) {
      ascending(ranged.ranges().stream().map(KeyRange::lower).toList());
      index.entrySet().stream()
          .filter(e -> ranged.ranges().stream().anyMatch(r -> r.contains(e.getKey())))
          .filter(e -> passes(spec, schema, e.getValue()))
          .forEach(found::add);
      order(spec, schema, found);
      if (found.size() > ranged.limit()) {
        found.subList((int) ranged.limit(), found.size()).clear();
      }
    } else if (spec instanceof ReadSpec.Top top) {
      top(top, schema, index, found);
    } else {
      throw new IllegalArgumentException("no such read in memory: " + spec);
    }
    return new Rows(schema, spec.columns(), found);
  }

  private IndexSchema schema(ReadSpec spec) {
    return tables.catalog().index(spec.index()).orElseThrow();
  }

  private static void ascending(List<Key> keys) {
    for (int i = 1; i < keys.size(); i++) {
      if (keys.get(i - 1).compareTo(keys.get(i)) >= 0) {
        throw new IllegalArgumentException("keys out of order");
      }
    }
  }

  private NavigableMap<Key, @Nullable Object[]> index(IndexSchema schema) {
    TableDef table =
        tables.catalog().tables().stream()
            .filter(t -> t.indexes().stream().map(IndexDef::id).anyMatch(schema.id()::equals))
            .findFirst()
            .orElseThrow();
    NavigableMap<Key, @Nullable Object[]> index = new TreeMap<>();
    tables
        .rows(table)
        .forEach(
            (key, row) ->
                index.put(RowEntries.keyIn(schema, new RowEntries.RowImage(key, row)), row));
    return index;
  }

  private static boolean passes(ReadSpec spec, IndexSchema schema, @Nullable Object[] row) {
    return !(spec instanceof ReadSpec.Skip skip) || holds(skip.filter(), schema, row);
  }

  private static boolean holds(SkipFilter filter, IndexSchema schema, @Nullable Object[] row) {
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

  private static @Nullable Key ordered(IndexSchema schema, int position, @Nullable Object[] row) {
    Object value = row[schema.valueColumns().get(position)];
    return value == null ? null : KeyCodec.ordered(schema.valueTypes().get(position), value);
  }

  private static void order(
      ReadSpec spec, IndexSchema schema, List<Map.Entry<Key, @Nullable Object[]>> found) {
    if (spec instanceof ReadSpec.Ranged ranged && ranged.descending()) {
      Collections.reverse(found);
    }
  }

  private static void top(
      ReadSpec.Top top,
      IndexSchema schema,
      NavigableMap<Key, @Nullable Object[]> index,
      List<Map.Entry<Key, @Nullable Object[]>> found) {
    index.entrySet().stream()
        .filter(e -> top.range().contains(e.getKey()))
        .filter(e -> ordered(schema, top.orderColumn(), e.getValue()) != null)
        .forEach(found::add);
    Comparator<Map.Entry<Key, @Nullable Object[]>> order =
        Comparator.comparing(
            e -> Objects.requireNonNull(ordered(schema, top.orderColumn(), e.getValue())));
    found.sort(top.greatest() ? order.reversed() : order);
    if (found.size() > top.limit()) {
      found.subList((int) top.limit(), found.size()).clear();
    }
  }

  @Override
  public AggregateCursor aggregate(ReadSpec.Aggregate spec) {
    IndexSchema schema = schema(spec);
    NavigableMap<Key, ColumnSum[]> groups = new TreeMap<>();
    NavigableMap<Key, Long> live = new TreeMap<>();
    if (spec.groupParts() == 0) {
      groups.put(Key.MIN, zeros(spec));
      live.put(Key.MIN, 0L);
    }
    index(schema)
        .forEach(
            (key, row) -> {
              if (spec.ranges().stream().noneMatch(r -> r.contains(key))) {
                return;
              }
              Key group = KeyCodec.firstParts(schema, key, spec.groupParts());
              ColumnSum[] sums = groups.computeIfAbsent(group, g -> zeros(spec));
              live.merge(group, 1L, Long::sum);
              for (int i = 0; i < sums.length; i++) {
                Object value = row[schema.valueColumns().get(spec.columns().get(i))];
                sums[i] = sums[i].plus(ColumnSum.of(value));
              }
            });
    return new Totals(spec, List.copyOf(groups.entrySet()), live);
  }

  private static ColumnSum[] zeros(ReadSpec.Aggregate spec) {
    ColumnSum[] sums = new ColumnSum[spec.columns().size()];
    java.util.Arrays.fill(sums, ColumnSum.ZERO);
    return sums;
  }

  private static final class Totals implements AggregateCursor {
    private final ReadSpec.Aggregate spec;
    private final List<Map.Entry<Key, ColumnSum[]>> groups;
    private final Map<Key, Long> live;
    private int at = -1;

    Totals(ReadSpec.Aggregate spec, List<Map.Entry<Key, ColumnSum[]>> groups, Map<Key, Long> live) {
      this.spec = spec;
      this.groups = groups;
      this.live = live;
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
      return Objects.requireNonNull(live.get(group()));
    }

    @Override
    public ColumnSum sum(int column) {
      return groups.get(at).getValue()[spec.columns().indexOf(column)];
    }
  }

  private static final class Rows implements RowCursor {
    private final IndexSchema schema;
    private final List<Integer> columns;
    private final List<Map.Entry<Key, @Nullable Object[]>> rows;
    private int at = -1;

    Rows(IndexSchema schema, List<Integer> columns, List<Map.Entry<Key, @Nullable Object[]>> rows) {
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
      return Version.of(MemoryTables.HEIGHT, 0);
    }

    @Override
    public EntryKind kind() {
      return EntryKind.INSERT;
    }

    @Override
    public @Nullable Object value(int column) {
      if (!columns.contains(column)) {
        throw new IllegalArgumentException("column " + column + " was not asked for");
      }
      return rows.get(at).getValue()[schema.valueColumns().get(column)];
    }
  }
}
