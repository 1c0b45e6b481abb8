package org.assaydb.sql.access;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.access.KeyPartCodec.Op;
import org.assaydb.sql.expression.Evaluation;
import org.jspecify.annotations.Nullable;

/**
 * A condition on one column: a disjunction of conjunctions of bounds.
 *
 * @param column ordinal in the table
 * @param exact whether the rows in the ranges are exactly those that satisfy the condition
 * @param guarded whether the condition stands behind others and an operand of it may fail: then
 *     only the row that passes the others may raise the error, and the read takes all rows
 * @param text for EXPLAIN and for the identity of a plan
 */
public record ColumnPredicate(
    int column, List<List<Bound>> alternatives, boolean exact, boolean guarded, String text) {
  /** {@code column op operand}. */
  public record Bound(Op op, Operand operand) {
    public boolean isPoint() {
      return op == Op.EQ || op == Op.IS_NULL;
    }
  }

  /** A range of one key part; a point holds one value. */
  public record PartRange(KeyRange range, boolean point) {}

  /** Whether each alternative fixes the column to one value. */
  public boolean pointsOnly() {
    return alternatives.stream().allMatch(a -> a.stream().anyMatch(Bound::isPoint));
  }

  public boolean onlyNotNull() {
    return alternatives.stream().allMatch(a -> a.stream().allMatch(b -> b.op() == Op.NOT_NULL));
  }

  public boolean singlePoint() {
    return alternatives.size() == 1 && pointsOnly();
  }

  /** This one as it stands behind other conditions. */
  public ColumnPredicate behindOthers() {
    return new ColumnPredicate(column, alternatives, false, true, text);
  }

  /** Ranges of the encoded part, ascending and disjoint. */
  public List<PartRange> ranges(KeyPartCodec codec, Evaluation evaluation) {
    if (!guarded) {
      return bounded(codec, evaluation);
    }
    try {
      return bounded(codec, evaluation);
    } catch (SqlLayerException e) {
      return List.of(new PartRange(KeyRange.ALL, false));
    }
  }

  private List<PartRange> bounded(KeyPartCodec codec, Evaluation evaluation) {
    List<PartRange> found = new ArrayList<>();
    for (List<Bound> conjunction : alternatives) {
      PartRange all = null;
      boolean empty = false;
      for (Bound bound : conjunction) {
        KeyRange range = codec.range(bound.op(), bound.operand().value(evaluation));
        if (range == null) {
          empty = true;
          break;
        }
        // A comparison that had to be widened (value too long for a key) is no point.
        boolean point = bound.isPoint() && range.lower().bytes().length + codecSlack(bound) > 1;
        PartRange next = new PartRange(range, point);
        all = all == null ? next : intersect(all, next);
        if (all == null) {
          empty = true;
          break;
        }
      }
      if (!empty && all != null) {
        found.add(all);
      }
    }
    return union(found);
  }

  private static int codecSlack(Bound bound) {
    return bound.op() == Op.IS_NULL ? 1 : 0;
  }

  public static @Nullable PartRange intersect(PartRange left, PartRange right) {
    KeyRange a = left.range();
    KeyRange b = right.range();
    var lower = a.lower().compareTo(b.lower()) >= 0 ? a.lower() : b.lower();
    var upper = a.upper();
    if (upper == null || (b.upper() != null && b.upper().compareTo(upper) < 0)) {
      upper = b.upper();
    }
    KeyRange both = new KeyRange(lower, upper);
    return both.isEmpty() ? null : new PartRange(both, left.point() || right.point());
  }

  public static List<PartRange> intersect(List<PartRange> left, List<PartRange> right) {
    List<PartRange> both = new ArrayList<>();
    for (PartRange a : left) {
      for (PartRange b : right) {
        PartRange part = intersect(a, b);
        if (part != null) {
          both.add(part);
        }
      }
    }
    return union(both);
  }

  private static List<PartRange> union(List<PartRange> ranges) {
    ranges.sort(Comparator.comparing(r -> r.range().lower()));
    List<PartRange> out = new ArrayList<>();
    for (PartRange next : ranges) {
      PartRange last = out.isEmpty() ? null : out.get(out.size() - 1);
      if (last == null || isBefore(last.range(), next.range())) {
        out.add(next);
      } else {
        out.set(out.size() - 1, merged(last, next));
      }
    }
    return out;
  }

  private static boolean isBefore(KeyRange left, KeyRange right) {
    return left.upper() != null && left.upper().compareTo(right.lower()) <= 0;
  }

  private static PartRange merged(PartRange left, PartRange right) {
    var upper = left.range().upper();
    var other = right.range().upper();
    if (upper != null && (other == null || other.compareTo(upper) > 0)) {
      upper = other;
    }
    KeyRange hull = new KeyRange(left.range().lower(), upper);
    return new PartRange(hull, left.point() && right.point());
  }
}
