package org.assaydb.benchmarks.oracle.reference;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.ConditionalCorrelate;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.RepeatUnion;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.TableSpool;
import org.apache.calcite.rel.core.Uncollect;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** The rows of a node, by its kind. */
final class Nodes {
  private Nodes() {}

  static List<@Nullable Object[]> rows(RelNode node, Scope scope) {
    if (node instanceof TableScan scan) {
      return scope.rows(scan.getTable().getQualifiedName());
    } else if (node instanceof Values values) {
      return values(values);
    } else if (node instanceof Filter filter) {
      return filter(filter, scope);
    } else if (node instanceof Project project) {
      return project(project, scope);
    } else if (node instanceof Join join) {
      return Joins.join(join, scope);
    } else if (node instanceof ConditionalCorrelate correlate) {
      return Joins.correlate(correlate, correlate.getCondition(), scope);
    } else if (node instanceof Correlate correlate) {
      return Joins.correlate(correlate, null, scope);
    } else if (node instanceof Aggregate aggregate) {
      return Groups.rows(aggregate, scope);
    } else if (node instanceof Sort sort) {
      return sort(sort, scope);
    } else if (node instanceof SetOp operation) {
      return SetOperations.rows(operation, scope);
    } else if (node instanceof RepeatUnion recursion) {
      return SetOperations.recursion(recursion, scope);
    } else if (node instanceof TableSpool spool) {
      return rows(spool.getInput(), scope);
    } else if (node instanceof Uncollect uncollect) {
      return uncollect(uncollect, scope);
    }
    throw new UnknownConstructException(node.getRelTypeName());
  }

  private static List<@Nullable Object[]> values(Values values) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    List<RelDataTypeField> fields = values.getRowType().getFieldList();
    for (List<RexLiteral> tuple : values.getTuples()) {
      @Nullable Object[] row = new @Nullable Object[fields.size()];
      for (int i = 0; i < row.length; i++) {
        RexLiteral literal = tuple.get(i);
        row[i] =
            Casts.implicit(Literals.value(literal), literal.getType(), fields.get(i).getType());
      }
      rows.add(row);
    }
    return rows;
  }

  private static List<@Nullable Object[]> filter(Filter filter, Scope scope) {
    List<@Nullable Object[]> kept = new ArrayList<>();
    for (@Nullable Object[] row : rows(filter.getInput(), scope)) {
      Scope inner = scope.with(filter.getVariablesSet(), row);
      if (Boolean.TRUE.equals(Scalars.value(filter.getCondition(), row, inner))) {
        kept.add(row);
      }
    }
    return kept;
  }

  private static List<@Nullable Object[]> project(Project project, Scope scope) {
    List<@Nullable Object[]> input = rows(project.getInput(), scope);
    Windows.Extended extended =
        Windows.extend(project.getProjects(), input, scope, project.getVariablesSet());
    List<@Nullable Object[]> result = new ArrayList<>();
    for (int i = 0; i < input.size(); i++) {
      Scope inner = scope.with(project.getVariablesSet(), input.get(i));
      result.add(tuple(extended.expressions(), extended.rows().get(i), inner));
    }
    return result;
  }

  static @Nullable Object[] tuple(
      List<? extends RexNode> expressions, @Nullable Object[] row, Scope scope) {
    @Nullable Object[] values = new @Nullable Object[expressions.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = Scalars.value(expressions.get(i), row, scope);
    }
    return values;
  }

  private static List<@Nullable Object[]> sort(Sort sort, Scope scope) {
    List<@Nullable Object[]> rows = new ArrayList<>(rows(sort.getInput(), scope));
    List<RelFieldCollation> keys = sort.getCollation().getFieldCollations();
    if (!keys.isEmpty()) {
      rows.sort(order(keys));
    }
    BigDecimal offset = number(sort.offset, scope);
    BigDecimal fetch = number(sort.fetch, scope);
    int from = offset == null ? 0 : offset.min(BigDecimal.valueOf(rows.size())).intValue();
    int count = rows.size() - from;
    int taken = fetch == null ? count : fetch.min(BigDecimal.valueOf(count)).intValue();
    return rows.subList(from, from + taken);
  }

  private static @Nullable BigDecimal number(@Nullable RexNode node, Scope scope) {
    if (node == null) {
      return null;
    }
    BigDecimal count = (BigDecimal) Scalars.value(node, new @Nullable Object[0], scope);
    if (count != null && count.signum() < 0) {
      throw new ReferenceException("2201W", "LIMIT and OFFSET are not negative");
    }
    return count;
  }

  static Comparator<@Nullable Object[]> order(List<RelFieldCollation> keys) {
    return (a, b) -> {
      for (RelFieldCollation key : keys) {
        int column = key.getFieldIndex();
        int order =
            ValueOrder.compareNulls(
                a[column],
                b[column],
                key.direction.isDescending(),
                key.nullDirection == RelFieldCollation.NullDirection.FIRST
                    || key.nullDirection == RelFieldCollation.NullDirection.UNSPECIFIED
                        && key.direction.isDescending());
        if (order != 0) {
          return order;
        }
      }
      return 0;
    };
  }

  /** UNNEST: the arrays of a row side by side, the shorter ones filled with NULL. */
  private static List<@Nullable Object[]> uncollect(Uncollect uncollect, Scope scope) {
    List<@Nullable Object[]> result = new ArrayList<>();
    List<RelDataTypeField> fields = uncollect.getInput().getRowType().getFieldList();
    int width = uncollect.getRowType().getFieldCount();
    for (@Nullable Object[] row : rows(uncollect.getInput(), scope)) {
      int longest = 0;
      for (Object array : row) {
        longest = Math.max(longest, array == null ? 0 : ((List<?>) array).size());
      }
      for (int i = 0; i < longest; i++) {
        List<@Nullable Object> out = new ArrayList<>();
        for (int c = 0; c < row.length; c++) {
          List<?> array = row[c] == null ? List.of() : (List<?>) row[c];
          addElement(out, fields.get(c).getType(), i < array.size() ? array.get(i) : null);
        }
        if (uncollect.withOrdinality) {
          out.add(BigDecimal.valueOf(i + 1L));
        }
        if (out.size() != width) {
          throw new UnknownConstructException("UNNEST of " + uncollect.getInput().getRowType());
        }
        result.add(out.toArray());
      }
    }
    return result;
  }

  private static void addElement(
      List<@Nullable Object> out, RelDataType arrayType, @Nullable Object element) {
    RelDataType type = arrayType.getComponentType();
    if (type == null || arrayType.getKeyType() != null) {
      throw new UnknownConstructException("UNNEST of " + arrayType);
    }
    if (!type.isStruct()) {
      out.add(element);
    } else if (element == null) {
      type.getFieldList().forEach(f -> out.add(null));
    } else {
      out.addAll((List<?>) element);
    }
  }
}
