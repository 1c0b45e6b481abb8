package org.assaydb.benchmarks.oracle.reference;

import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.core.CorrelationId;
import org.jspecify.annotations.Nullable;

/** What a node sees besides its inputs: tables, parameters, the rows of the queries around it. */
final class Scope {
  private static final long MOST_STEPS = 3_000_000;

  private final TableRows tables;
  private final @Nullable Object[] parameters;
  private final LocalDateTime now;
  private final Map<CorrelationId, @Nullable Object[]> outer;
  private final Map<String, List<@Nullable Object[]>> transientTables;
  private final long[] steps;

  Scope(TableRows tables, @Nullable Object[] parameters, LocalDateTime now) {
    this(tables, parameters, now, Map.of(), Map.of(), new long[1]);
  }

  private Scope(
      TableRows tables,
      @Nullable Object[] parameters,
      LocalDateTime now,
      Map<CorrelationId, @Nullable Object[]> outer,
      Map<String, List<@Nullable Object[]>> transientTables,
      long[] steps) {
    this.tables = tables;
    this.parameters = parameters;
    this.now = now;
    this.outer = outer;
    this.transientTables = transientTables;
    this.steps = steps;
  }

  /** Counts an evaluation; what takes too many is given up. */
  void step() {
    if (++steps[0] > MOST_STEPS) {
      throw new UnknownConstructException("too much work");
    }
  }

  /** The scope of what names one of {@code ids} for this row. */
  Scope with(Set<CorrelationId> ids, @Nullable Object[] row) {
    if (ids.isEmpty()) {
      return this;
    }
    Map<CorrelationId, @Nullable Object[]> more = new HashMap<>(outer);
    ids.forEach(id -> more.put(id, row));
    return new Scope(tables, parameters, now, more, transientTables, steps);
  }

  /** The scope of the recursive part of a query. */
  Scope withTransient(String name, List<@Nullable Object[]> rows) {
    Map<String, List<@Nullable Object[]>> more = new HashMap<>(transientTables);
    more.put(name, rows);
    return new Scope(tables, parameters, now, outer, more, steps);
  }

  @Nullable Object[] outer(CorrelationId id) {
    @Nullable Object[] row = outer.get(id);
    if (row == null) {
      throw new IllegalStateException("no row of " + id);
    }
    return row;
  }

  List<@Nullable Object[]> rows(List<String> name) {
    List<@Nullable Object[]> recursive = transientTables.get(name.get(name.size() - 1));
    return recursive == null ? tables.rows(name) : recursive;
  }

  @Nullable Object parameter(int index) {
    return parameters[index];
  }

  LocalDateTime now() {
    return now;
  }
}
