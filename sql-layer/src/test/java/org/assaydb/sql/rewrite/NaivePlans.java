package org.assaydb.sql.rewrite;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.ImmutableBitSet;

/** Rows of logical plans by definition: nested loops over lists, sub-queries run for each row. */
final class NaivePlans {
  private final Map<String, List<Object[]>> tables;

  NaivePlans(Map<String, List<Object[]>> tables) {
    this.tables = tables;
  }

  List<Object[]> rows(RelNode rel) {
    return rows(rel, Map.of());
  }

  List<Object[]> rows(RelNode rel, Map<CorrelationId, Object[]> outer) {
    if (rel instanceof TableScan scan) {
      return tables.get(scan.getTable().getQualifiedName().get(1));
    }
    if (rel instanceof Values values) {
      return values.getTuples().stream().map(tuple -> tuple(tuple)).toList();
    }
    if (rel instanceof Filter filter) {
      List<Object[]> input = rows(filter.getInput(), outer);
      return input.stream()
          .filter(r -> at(filter, outer, r, input).isTrue(filter.getCondition()))
          .toList();
    }
    if (rel instanceof Project project) {
      List<Object[]> input = rows(project.getInput(), outer);
      return input.stream()
          .map(
              r ->
                  project.getProjects().stream().map(at(project, outer, r, input)::value).toArray())
          .toList();
    }
    if (rel instanceof Join join) {
      return join(join, outer);
    }
    if (rel instanceof Correlate correlate) {
      return correlate(correlate, outer);
    }
    if (rel instanceof Aggregate aggregate) {
      return aggregate(aggregate, rows(aggregate.getInput(), outer));
    }
    if (rel instanceof SetOp operation) {
      return setOperation(operation, outer);
    }
    if (rel instanceof Sort sort) {
      return sort(sort, rows(sort.getInput(), outer));
    }
    throw new AssertionError(rel.getClass());
  }

  private Object[] tuple(List<RexLiteral> tuple) {
    return tuple.stream().map(at(null, Map.of(), null, List.of())::value).toArray();
  }

  private NaiveExpressions at(
      RelNode rel, Map<CorrelationId, Object[]> outer, Object[] row, List<Object[]> all) {
    Map<CorrelationId, Object[]> with = outer;
    if (rel != null && !rel.getVariablesSet().isEmpty()) {
      with = new HashMap<>(outer);
      for (CorrelationId id : rel.getVariablesSet()) {
        with.put(id, row);
      }
    }
    return new NaiveExpressions(this, with, row, all);
  }

  private static Object[] concat(Object[] left, Object[] right) {
    Object[] both = Arrays.copyOf(left, left.length + right.length);
    System.arraycopy(right, 0, both, left.length, right.length);
    return both;
  }

  private List<Object[]> join(Join join, Map<CorrelationId, Object[]> outer) {
    List<Object[]> left = rows(join.getLeft(), outer);
    List<Object[]> right = rows(join.getRight(), outer);
    JoinRelType type = join.getJoinType();
    List<Object[]> out = new ArrayList<>();
    Set<Object[]> matchedRight = new LinkedHashSet<>();
    for (Object[] l : left) {
      boolean matched = false;
      for (Object[] r : right) {
        Object[] both = concat(l, r);
        if (at(join, outer, both, List.of()).isTrue(join.getCondition())) {
          matched = true;
          matchedRight.add(r);
          if (type.projectsRight()) {
            out.add(both);
          }
        }
      }
      if ((type == JoinRelType.SEMI && matched) || (type == JoinRelType.ANTI && !matched)) {
        out.add(l);
      } else if (type.generatesNullsOnRight() && !matched) {
        out.add(concat(l, new Object[join.getRight().getRowType().getFieldCount()]));
      }
    }
    if (type.generatesNullsOnLeft()) {
      Object[] nulls = new Object[join.getLeft().getRowType().getFieldCount()];
      right.stream().filter(r -> !matchedRight.contains(r)).forEach(r -> out.add(concat(nulls, r)));
    }
    return out;
  }

  private List<Object[]> correlate(Correlate correlate, Map<CorrelationId, Object[]> outer) {
    List<Object[]> out = new ArrayList<>();
    for (Object[] l : rows(correlate.getLeft(), outer)) {
      Map<CorrelationId, Object[]> with = new HashMap<>(outer);
      with.put(correlate.getCorrelationId(), l);
      List<Object[]> right = rows(correlate.getRight(), with);
      right.forEach(r -> out.add(concat(l, r)));
      if (right.isEmpty() && correlate.getJoinType() == JoinRelType.LEFT) {
        out.add(concat(l, new Object[correlate.getRight().getRowType().getFieldCount()]));
      }
    }
    return out;
  }

  private static List<Object[]> aggregate(Aggregate aggregate, List<Object[]> input) {
    List<Object[]> out = new ArrayList<>();
    for (ImmutableBitSet set : aggregate.getGroupSets()) {
      Map<List<Object>, List<Object[]>> groups = new LinkedHashMap<>();
      if (set.isEmpty()) {
        groups.put(Arrays.asList(new Object[aggregate.getGroupCount()]), new ArrayList<>());
      }
      for (Object[] row : input) {
        Object[] key =
            aggregate.getGroupSet().toList().stream()
                .map(k -> set.get(k) ? row[k] : null)
                .toArray();
        groups.computeIfAbsent(Arrays.asList(key), k -> new ArrayList<>()).add(row);
      }
      groups.forEach(
          (key, rows) -> {
            List<Object> values = new ArrayList<>(key);
            aggregate.getAggCallList().forEach(call -> values.add(aggregated(call, rows)));
            out.add(values.toArray());
          });
    }
    return out;
  }

  private static Object aggregated(AggregateCall call, List<Object[]> rows) {
    List<Object> values = new ArrayList<>();
    for (Object[] row : rows) {
      Object value = call.getArgList().isEmpty() ? BigDecimal.ONE : row[call.getArgList().get(0)];
      boolean counted = call.filterArg < 0 || Boolean.TRUE.equals(row[call.filterArg]);
      if (value != null && counted) {
        values.add(value);
      }
    }
    if (call.isDistinct()) {
      values = new ArrayList<>(new LinkedHashSet<>(values));
    }
    int count = values.size();
    switch (call.getAggregation().getKind()) {
      case COUNT:
        return NaiveExpressions.norm(BigDecimal.valueOf(count));
      case SUM, SUM0, AVG:
        BigDecimal sum =
            values.stream().map(v -> (BigDecimal) v).reduce(BigDecimal.ZERO, BigDecimal::add);
        return switch (call.getAggregation().getKind()) {
          case SUM0 -> NaiveExpressions.norm(sum);
          case SUM -> count == 0 ? null : NaiveExpressions.norm(sum);
          default ->
              count == 0
                  ? null
                  : NaiveExpressions.norm(
                      sum.divide(BigDecimal.valueOf(count), 10, RoundingMode.DOWN));
        };
      case MIN:
        return values.stream().min(NaiveExpressions::compare).orElse(null);
      case MAX:
        return values.stream().max(NaiveExpressions::compare).orElse(null);
      default:
        throw new AssertionError(call);
    }
  }

  private List<Object[]> setOperation(SetOp operation, Map<CorrelationId, Object[]> outer) {
    List<List<Object>> result = null;
    for (RelNode input : operation.getInputs()) {
      List<List<Object>> rows = new ArrayList<>();
      rows(input, outer).forEach(row -> rows.add(Arrays.asList(row)));
      if (result == null) {
        result = rows;
        continue;
      }
      List<List<Object>> rest = new ArrayList<>(rows);
      switch (operation.kind) {
        case UNION -> result.addAll(rows);
        case INTERSECT ->
            result.removeIf(row -> !rest.remove(row) && (operation.all || !rows.contains(row)));
        default -> result.removeIf(row -> operation.all ? rest.remove(row) : rest.contains(row));
      }
    }
    Objects.requireNonNull(result);
    return (operation.all ? result : new ArrayList<>(new LinkedHashSet<>(result)))
        .stream().map(List::toArray).toList();
  }

  private List<Object[]> sort(Sort sort, List<Object[]> input) {
    List<Object[]> rows = new ArrayList<>(input);
    Comparator<Object[]> order = (a, b) -> 0;
    for (RelFieldCollation key : sort.getCollation().getFieldCollations()) {
      Comparator<Object> values = Comparator.nullsLast(NaiveExpressions::compare);
      Comparator<Object[]> one =
          (a, b) -> values.compare(a[key.getFieldIndex()], b[key.getFieldIndex()]);
      order = order.thenComparing(key.getDirection().isDescending() ? one.reversed() : one);
    }
    rows.sort(order);
    int from = sort.offset == null ? 0 : integer(sort.offset);
    int to = sort.fetch == null ? rows.size() : from + integer(sort.fetch);
    return rows.subList(Math.min(from, rows.size()), Math.min(to, rows.size()));
  }

  private static int integer(RexNode literal) {
    return ((RexLiteral) literal).getValueAs(Integer.class);
  }
}
