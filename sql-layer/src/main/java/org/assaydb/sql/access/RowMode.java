package org.assaydb.sql.access;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assaydb.proofs.read.SkipFilter;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.sql.access.ColumnPredicate.Bound;
import org.assaydb.sql.access.KeyPartCodec.Op;
import org.assaydb.sql.expression.Evaluation;
import org.jspecify.annotations.Nullable;

/** How a table access uses the bounds of an index's SKIP columns. */
public sealed interface RowMode {
  /** Table ordinals of the columns that the read tests or orders by. */
  List<Integer> columns();

  String text();

  /** The rows with the least or greatest values of a column. */
  record Top(int column, boolean greatest, String text) implements RowMode {
    /** Beyond it a top opens as much as a scan, and all of it in one answer. */
    static final long MAX_ROWS = 10_000;

    /** All rows that a top can hold: those that have a value of the column. */
    static SkipFilter notNull(int position) {
      SkipFilter.Term any = new SkipFilter.Term(position, KeyRange.ALL);
      return new SkipFilter(List.of(new SkipFilter.Clause(List.of(any))), 0, Long.MAX_VALUE);
    }

    @Override
    public List<Integer> columns() {
      return List.of(column);
    }
  }

  /**
   * Rows that satisfy at least these conditions; the whole condition is tested above.
   *
   * @param heights on the version of the row; of the primary index alone
   */
  record Skip(List<Clause> clauses, List<HeightBound> heights) implements RowMode {
    @Override
    public List<Integer> columns() {
      return clauses.stream()
          .flatMap(c -> c.terms.stream())
          .map(ColumnPredicate::column)
          .distinct()
          .toList();
    }

    @Override
    public String text() {
      return Stream.concat(
              clauses.stream().map(Clause::text), heights.stream().map(HeightBound::text))
          .collect(Collectors.joining(" AND "));
    }

    /** The filter with its values; null when no row can satisfy it. */
    @Nullable SkipFilter filter(Evaluation evaluation, IndexSchema schema) {
      List<SkipFilter.Clause> found = new ArrayList<>();
      for (Clause clause : clauses) {
        List<SkipFilter.Term> terms = clause.terms(evaluation, schema);
        if (terms.isEmpty()) {
          return null;
        }
        if (terms.size() <= SkipFilter.MAX_TERMS && found.size() < SkipFilter.MAX_TERMS) {
          found.add(new SkipFilter.Clause(terms));
        }
      }
      HeightBound.Window window = HeightBound.window(heights, evaluation);
      return window.isEmpty() ? null : new SkipFilter(found, window.from(), window.to());
    }
  }

  /** Conditions of which one at least must hold. */
  record Clause(List<ColumnPredicate> terms, String text) {
    private List<SkipFilter.Term> terms(Evaluation evaluation, IndexSchema schema) {
      List<SkipFilter.Term> found = new ArrayList<>();
      for (ColumnPredicate predicate : terms) {
        int position = schema.valuePosition(predicate.column());
        KeyPartCodec codec = new KeyPartCodec(schema.valueTypes().get(position), false);
        for (List<Bound> bounds : predicate.alternatives()) {
          SkipFilter.Term term = term(position, bounds, codec, evaluation);
          if (term != null) {
            found.add(term);
          }
        }
      }
      return found;
    }

    /** Null when no value satisfies all bounds. */
    private static SkipFilter.@Nullable Term term(
        int position, List<Bound> bounds, KeyPartCodec codec, Evaluation evaluation) {
      KeyRange all = KeyRange.ALL;
      for (Bound bound : bounds) {
        if (bound.op() == Op.IS_NULL) {
          return new SkipFilter.Term(position, null);
        }
        KeyRange next = codec.ordered(bound.op(), bound.operand().value(evaluation));
        if (next == null) {
          return null;
        }
        var lower = all.lower().compareTo(next.lower()) >= 0 ? all.lower() : next.lower();
        var upper = all.upper();
        if (upper == null || (next.upper() != null && next.upper().compareTo(upper) < 0)) {
          upper = next.upper();
        }
        all = new KeyRange(lower, upper);
        if (all.isEmpty()) {
          return null;
        }
      }
      return new SkipFilter.Term(position, all);
    }
  }

  /** Whether ranges of the type's ordered bytes say what SQL's comparisons say. */
  static boolean comparable(ColumnType type) {
    return type.kind() != ColumnType.Kind.CHAR && type.kind() != ColumnType.Kind.VARBINARY;
  }
}
