package org.assaydb.proofs.read;

import java.util.List;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.schema.ColumnBounds;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.KeyCodec;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.proofs.schema.Version;
import org.jspecify.annotations.Nullable;

/** A {@link SkipFilter} bound to the columns of an index: tests nodes and rows. Not thread safe. */
final class SkipPredicate {
  /**
   * A term.
   *
   * @param column position among the value columns
   * @param place of the column in {@link IndexSchema#bounds()}
   * @param range null for IS NULL
   */
  private record Test(int column, int place, ColumnType type, @Nullable KeyRange range) {
    boolean excludes(RunNode node) {
      ColumnBounds bounds = node.bounds(place);
      return range == null ? bounds.nulls() == 0 : bounds.excludes(range);
    }

    boolean holds(RunView run, long position, ByteWriter scratch) {
      Object value = run.value(position, column);
      if (range == null || value == null) {
        return range == null && value == null;
      }
      KeyCodec.ordered(type, value, scratch.reset());
      return range.contains(scratch.buffer(), scratch.size());
    }
  }

  private final Test[][] clauses;
  private final SkipFilter filter;
  private final int[] columns;
  private final ByteWriter scratch = new ByteWriter(16);

  SkipPredicate(SkipFilter filter, IndexSchema schema) {
    this.filter = filter;
    columns =
        filter.clauses().stream()
            .flatMap(c -> c.terms().stream())
            .mapToInt(SkipFilter.Term::column)
            .distinct()
            .sorted()
            .toArray();
    clauses = filter.clauses().stream().map(c -> tests(c.terms(), schema)).toArray(Test[][]::new);
  }

  private static Test[] tests(List<SkipFilter.Term> terms, IndexSchema schema) {
    return terms.stream()
        .map(
            t ->
                new Test(
                    t.column(),
                    schema.bounds().indexOf(t.column()),
                    schema.valueTypes().get(t.column()),
                    t.range()))
        .toArray(Test[]::new);
  }

  /** Columns that it tests, ascending; not to be changed. */
  int[] columns() {
    return columns;
  }

  /**
   * Whether no entry below a node can be a row that the filter takes. Never the other way round:
   * bounds cover superseded entries and those above the snapshot too.
   */
  boolean excludes(RunNode node, Version snapshot) {
    if (node.minVersion() > snapshot.packed()
        || new Version(node.maxVersion()).height() < filter.fromHeight()
        || new Version(node.minVersion()).height() > filter.toHeight()) {
      return true;
    }
    for (Test[] clause : clauses) {
      if (excludes(clause, node)) {
        return true;
      }
    }
    return false;
  }

  private static boolean excludes(Test[] clause, RunNode node) {
    for (Test test : clause) {
      if (!test.excludes(node)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the filter takes the row of a PUT entry that was opened with its columns. */
  boolean holds(RunView run, long position) {
    long height = run.version(position).height();
    if (height < filter.fromHeight() || height > filter.toHeight()) {
      return false;
    }
    for (Test[] clause : clauses) {
      if (!holds(clause, run, position)) {
        return false;
      }
    }
    return true;
  }

  private boolean holds(Test[] clause, RunView run, long position) {
    for (Test test : clause) {
      if (test.holds(run, position, scratch)) {
        return true;
      }
    }
    return false;
  }
}
