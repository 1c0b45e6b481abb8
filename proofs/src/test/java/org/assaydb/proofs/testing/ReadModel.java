package org.assaydb.proofs.testing;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
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
import org.assaydb.proofs.schema.RowCodec;
import org.assaydb.proofs.tree.Entry;
import org.jspecify.annotations.Nullable;

/** Reads by definition, over all live rows, as lines of text. */
public final class ReadModel {
  private ReadModel() {}

  private record Row(Key key, Entry entry, @Nullable Object[] values) {}

  /**
   * What a read must give.
   *
   * @param live the live rows at its snapshot
   */
  public static List<String> expected(IndexSchema schema, Map<Key, Entry> live, ReadSpec spec) {
    List<Row> rows = new ArrayList<>();
    for (Entry entry : new TreeMap<>(live).values()) {
      if (ranges(spec).stream().anyMatch(r -> r.contains(entry.key()))) {
        rows.add(row(schema, entry));
      }
    }
    if (spec instanceof ReadSpec.Aggregate aggregate) {
      return totals(schema, rows, aggregate);
    }
    long limit = Long.MAX_VALUE;
    if (spec instanceof ReadSpec.Scan scan) {
      limit = scan.limit();
      if (scan.descending()) {
        Collections.reverse(rows);
      }
    } else if (spec instanceof ReadSpec.Skip skip) {
      rows.removeIf(r -> !holds(schema, skip.filter(), r));
      limit = skip.limit();
    } else if (spec instanceof ReadSpec.Top top) {
      rows.removeIf(r -> r.values()[top.orderColumn()] == null);
      Comparator<Row> byValue =
          (a, b) -> compare(a.values()[top.orderColumn()], b.values()[top.orderColumn()]);
      rows.sort((top.greatest() ? byValue.reversed() : byValue).thenComparing(Row::key));
      limit = top.limit();
    }
    return rows.stream().limit(limit).map(r -> text(r, spec)).toList();
  }

  /** What a read of this index must give, histories too. */
  public static List<String> expected(ModelIndex index, ReadSpec spec) {
    if (!(spec instanceof ReadSpec.History history)) {
      return expected(index.schema(), index.live(spec.snapshotHeight()), spec);
    }
    long last = Math.min(history.toHeight(), history.snapshotHeight());
    return index.entries().stream()
        .filter(e -> history.ranges().stream().anyMatch(r -> r.contains(e.key())))
        .filter(e -> e.version().height() >= history.fromHeight())
        .filter(e -> e.version().height() <= last)
        .sorted()
        .map(e -> text(row(index.schema(), e), spec))
        .toList();
  }

  private static Row row(IndexSchema schema, Entry entry) {
    boolean put = entry.kind().isPut();
    @Nullable Object[] values =
        put
            ? RowCodec.decode(schema.valueTypes(), entry.values())
            : new @Nullable Object[schema.valueTypes().size()];
    return new Row(entry.key(), entry, values);
  }

  private static List<KeyRange> ranges(ReadSpec spec) {
    if (spec instanceof ReadSpec.Lookup lookup) {
      return lookup.keys().stream().map(KeyRange::point).toList();
    } else if (spec instanceof ReadSpec.Aggregate aggregate) {
      return aggregate.ranges();
    } else if (spec instanceof ReadSpec.Skip skip) {
      return skip.ranges();
    } else if (spec instanceof ReadSpec.Top top) {
      return List.of(top.range());
    }
    return ((ReadSpec.Scan) spec).ranges();
  }

  private static boolean holds(IndexSchema schema, SkipFilter filter, Row row) {
    long height = row.entry().version().height();
    return height >= filter.fromHeight()
        && height <= filter.toHeight()
        && filter.clauses().stream()
            .allMatch(c -> c.terms().stream().anyMatch(t -> holds(schema, t, row)));
  }

  private static boolean holds(IndexSchema schema, SkipFilter.Term term, Row row) {
    Object value = row.values()[term.column()];
    if (value == null || term.range() == null) {
      return value == null && term.range() == null;
    }
    return term.range().contains(KeyCodec.ordered(schema.valueTypes().get(term.column()), value));
  }

  private static int compare(Object left, Object right) {
    if (left instanceof String text) {
      return Arrays.compareUnsigned(
          text.getBytes(StandardCharsets.UTF_8), ((String) right).getBytes(StandardCharsets.UTF_8));
    } else if (left instanceof byte[] bytes) {
      return Arrays.compareUnsigned(bytes, (byte[]) right);
    } else if (left instanceof BigDecimal decimal) {
      return decimal.compareTo((BigDecimal) right);
    } else if (left instanceof Boolean flag) {
      return flag.compareTo((Boolean) right);
    }
    return Long.compare(((Number) left).longValue(), ((Number) right).longValue());
  }

  private static List<String> totals(IndexSchema schema, List<Row> rows, ReadSpec.Aggregate spec) {
    Map<Key, List<Row>> groups = new TreeMap<>();
    if (spec.groupParts() == 0) {
      groups.put(Key.MIN, rows);
    } else {
      for (Row row : rows) {
        int length = KeyCodec.partsLength(schema, row.key(), spec.groupParts());
        Key group = new Key(Arrays.copyOf(row.key().bytes(), length));
        groups.computeIfAbsent(group, g -> new ArrayList<>()).add(row);
      }
    }
    List<String> lines = new ArrayList<>();
    groups.forEach(
        (group, members) -> {
          StringBuilder line = new StringBuilder(group + " " + members.size());
          for (int column : spec.columns()) {
            List<BigInteger> values = new ArrayList<>();
            for (Row row : members) {
              Object value = row.values()[column];
              if (value instanceof BigDecimal decimal) {
                values.add(decimal.unscaledValue());
              } else if (value != null) {
                values.add(BigInteger.valueOf(((Number) value).longValue()));
              }
            }
            line.append(' ').append(values.size()).append('/');
            line.append(values.stream().reduce(BigInteger.ZERO, BigInteger::add));
          }
          lines.add(line.toString());
        });
    return lines;
  }

  private static String text(Row row, ReadSpec spec) {
    StringBuilder text = new StringBuilder(row.key() + "@" + row.entry().version());
    spec.columns().forEach(c -> text.append(' ').append(text(row.values()[c])));
    return text.toString();
  }

  private static String text(@Nullable Object value) {
    return value instanceof byte[] bytes ? Arrays.toString(bytes) : String.valueOf(value);
  }

  /** What a reader gives, in the same form. */
  public static List<String> actual(IndexReader reader, ReadSpec spec) {
    List<String> lines = new ArrayList<>();
    if (spec instanceof ReadSpec.Aggregate aggregate) {
      return text(reader.aggregate(aggregate), aggregate);
    }
    RowCursor cursor = reader.read(spec);
    while (cursor.next()) {
      StringBuilder text = new StringBuilder(cursor.key() + "@" + cursor.version());
      spec.columns().forEach(c -> text.append(' ').append(text(cursor.value(c))));
      lines.add(text.toString());
    }
    return lines;
  }

  /** Totals in the same form. */
  public static List<String> text(AggregateCursor cursor, ReadSpec.Aggregate spec) {
    List<String> lines = new ArrayList<>();
    while (cursor.next()) {
      StringBuilder line = new StringBuilder(cursor.group() + " " + cursor.live());
      for (int column : spec.columns()) {
        ColumnSum sum = cursor.sum(column);
        line.append(' ').append(sum.nonNull()).append('/').append(sum.sum().toBigInteger());
      }
      lines.add(line.toString());
    }
    return lines;
  }
}
