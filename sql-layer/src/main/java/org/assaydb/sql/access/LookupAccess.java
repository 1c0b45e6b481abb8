package org.assaydb.sql.access;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.Linq4j;
import org.apache.calcite.rel.core.JoinRelType;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.sql.enumerable.RowJoiner;
import org.assaydb.sql.enumerable.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * Inner side of a join by batched look-ups.
 *
 * @param inner without ranges: each batch of outer rows supplies them
 * @param outerKeys fields of the outer row, by equality
 * @param innerKeys fields of the inner row that they equal
 * @param prefix which equality feeds each leading key part of the index
 */
public record LookupAccess(
    TableAccess inner,
    JoinRelType type,
    List<Integer> outerKeys,
    List<Integer> innerKeys,
    List<Integer> prefix,
    int outerWidth)
    implements RowJoiner {
  private static final int BATCH = 1024;

  private record Match(Key prefix, Key all) {}

  public double rowsPerKey() {
    boolean unique = inner.index().unique() && prefix.size() == inner.index().keyParts().size();
    return unique ? 1 : 10;
  }

  @Override
  public Enumerable<? extends @Nullable Object> join(
      DataContext root, Enumerable<@Nullable Object[]> outer) {
    Enumerable<@Nullable Object[]> rows = rows((StatementContext) root, outer);
    boolean outerOnly = type == JoinRelType.SEMI || type == JoinRelType.ANTI;
    return outerOnly && outerWidth == 1 ? rows.select(row -> row[0]) : rows;
  }

  private Enumerable<@Nullable Object[]> rows(
      StatementContext context, Enumerable<@Nullable Object[]> outer) {
    return new AbstractEnumerable<>() {
      @Override
      public Enumerator<@Nullable Object[]> enumerator() {
        return new Joined(context, outer);
      }
    };
  }

  private KeyPartCodec codec(int equality, boolean descending) {
    int column = inner.columns().get(innerKeys.get(equality));
    return new KeyPartCodec(inner.table().columns().get(column).type(), descending);
  }

  /** Key bytes of a row on either side; null when it cannot match. */
  private @Nullable Match match(@Nullable Object[] row, List<Integer> fields) {
    ByteWriter start = new ByteWriter(32);
    for (int i = 0; i < prefix.size(); i++) {
      boolean descending = inner.index().keyParts().get(i).descending();
      byte[] part = part(row, fields, prefix.get(i), descending);
      if (part == null) {
        return null;
      }
      start.raw(part);
    }
    if (start.size() > Key.MAX_BYTES) {
      return null; // no key is that long
    }
    ByteWriter all = new ByteWriter(32);
    for (int i = 0; i < fields.size(); i++) {
      byte[] part = part(row, fields, i, false);
      if (part == null) {
        return null;
      }
      all.raw(part);
    }
    return new Match(new Key(start.toBytes()), new Key(all.toBytes()));
  }

  private byte @Nullable [] part(
      @Nullable Object[] row, List<Integer> fields, int equality, boolean descending) {
    Object value = row[fields.get(equality)];
    return value == null ? null : codec(equality, descending).encode(value);
  }

  private Map<Key, List<@Nullable Object[]>> read(StatementContext context, TreeSet<Key> keys) {
    Map<Key, List<@Nullable Object[]>> rows = new HashMap<>();
    List<KeyRange> ranges = keys.stream().map(KeyRange::prefix).toList();
    boolean full = prefix.size() == inner.index().keyParts().size();
    ReadSpec spec = inner.spec(context, new IndexRanges.Evaluated(ranges, full));
    if (spec == null) {
      return rows;
    }
    try (AccessRows found = new AccessRows(inner, context, spec)) {
      while (found.moveNext()) {
        Match match = match(found.current(), innerKeys);
        if (match != null) {
          rows.computeIfAbsent(match.all, k -> new ArrayList<>()).add(found.current());
        }
      }
    }
    return rows;
  }

  private @Nullable Object[] combined(
      @Nullable Object[] outer, @Nullable Object @Nullable [] match) {
    @Nullable Object[] row = new @Nullable Object[outerWidth + inner.columns().size()];
    System.arraycopy(outer, 0, row, 0, outerWidth);
    if (match != null) {
      System.arraycopy(match, 0, row, outerWidth, match.length);
    }
    return row;
  }

  private List<@Nullable Object[]> joinBatch(
      StatementContext context, List<@Nullable Object[]> outer) {
    List<@Nullable Match> matches = new ArrayList<>(outer.size());
    TreeSet<Key> keys = new TreeSet<>();
    for (@Nullable Object[] row : outer) {
      Match match = match(row, outerKeys);
      matches.add(match);
      if (match != null) {
        keys.add(match.prefix);
      }
    }
    Map<Key, List<@Nullable Object[]>> found = read(context, keys);
    List<@Nullable Object[]> out = new ArrayList<>();
    for (int i = 0; i < outer.size(); i++) {
      Match match = matches.get(i);
      List<@Nullable Object[]> rows = match == null ? null : found.get(match.all);
      emit(outer.get(i), rows == null ? List.of() : rows, out);
    }
    return out;
  }

  private void emit(
      @Nullable Object[] outer, List<@Nullable Object[]> rows, List<@Nullable Object[]> out) {
    switch (type) {
      case SEMI -> {
        if (!rows.isEmpty()) {
          out.add(outer);
        }
      }
      case ANTI -> {
        if (rows.isEmpty()) {
          out.add(outer);
        }
      }
      default -> {
        rows.forEach(r -> out.add(combined(outer, r)));
        if (rows.isEmpty() && type == JoinRelType.LEFT) {
          out.add(combined(outer, null));
        }
      }
    }
  }

  public String describe() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < prefix.size(); i++) {
      names.add(inner.table().columns().get(inner.index().keyParts().get(i).column()).name());
    }
    return inner.describe("batched lookups by (" + String.join(", ", names) + ")")
        + (type == JoinRelType.INNER ? "" : " " + type)
        + " outer fields "
        + outerKeys;
  }

  private final class Joined implements Enumerator<@Nullable Object[]> {
    private final StatementContext context;
    private final Enumerable<@Nullable Object[]> source;
    private Enumerator<@Nullable Object[]> outer;
    private Iterator<@Nullable Object[]> batch = List.<@Nullable Object[]>of().iterator();
    private @Nullable Object @Nullable [] current;

    public Joined(StatementContext context, Enumerable<@Nullable Object[]> source) {
      this.context = context;
      this.source = source;
      outer = source.enumerator();
    }

    @Override
    public @Nullable Object[] current() {
      if (current == null) {
        throw new java.util.NoSuchElementException();
      }
      return current;
    }

    @Override
    public boolean moveNext() {
      while (!batch.hasNext()) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        while (rows.size() < BATCH && outer.moveNext()) {
          rows.add(outer.current());
        }
        if (rows.isEmpty()) {
          current = null;
          return false;
        }
        batch = joinBatch(context, rows).iterator();
      }
      current = batch.next();
      return true;
    }

    @Override
    public void reset() {
      outer.close();
      outer = source.enumerator();
      batch = Linq4j.<@Nullable Object[]>emptyEnumerable().iterator();
    }

    @Override
    public void close() {
      outer.close();
    }
  }
}
