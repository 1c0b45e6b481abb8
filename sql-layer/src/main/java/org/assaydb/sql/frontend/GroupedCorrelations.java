package org.assaydb.sql.frontend;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.type.SqlTypeName;
import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.SqlLayerException;
import org.jspecify.annotations.Nullable;

/**
 * Mends sub-queries in the select list, HAVING and ORDER BY of a query that groups: they see a row
 * of groups, but of the columns that they name Calcite's converter leads only those of the first
 * sub-query level, and of these only one, to that row. The others still count the columns of the
 * rows that are grouped.
 */
final class GroupedCorrelations extends RelHomogeneousShuttle {
  private final RexBuilder builder;

  GroupedCorrelations(RexBuilder builder) {
    this.builder = builder;
  }

  @Override
  public RelNode visit(RelNode other) {
    RelNode node = other instanceof Project project ? named(project) : other;
    Aggregate groups =
        node instanceof Filter || node instanceof Project ? groups(node.getInput(0)) : null;
    if (groups != null) {
      for (CorrelationId id : node.getVariablesSet()) {
        node = node.accept(new Columns(id, groups));
      }
    }
    RexShuttle deep =
        new RexShuttle() {
          @Override
          public RexNode visitSubQuery(RexSubQuery subQuery) {
            RexSubQuery visited = (RexSubQuery) super.visitSubQuery(subQuery);
            return over(visited, visited.rel.accept(GroupedCorrelations.this));
          }
        };
    return super.visit(node.accept(deep));
  }

  /** A sub-query over another plan; itself when the plan is its own. */
  static RexSubQuery over(RexSubQuery subQuery, RelNode rel) {
    return rel == subQuery.rel ? subQuery : subQuery.clone(rel);
  }

  /** A variable that stands at a projection above the one whose row it is moves there. */
  private static Project named(Project project) {
    Set<CorrelationId> variables = project.getVariablesSet();
    boolean moves =
        !variables.isEmpty()
            && project.getInput() instanceof Project
            && project.getProjects().stream().noneMatch(GroupedCorrelations::holdsSubQuery);
    if (!moves) {
      return project;
    }
    Project below = (Project) project.getInput();
    Set<CorrelationId> both = new HashSet<>(variables);
    both.addAll(below.getVariablesSet());
    return with(project, with(below, below.getInput(), both), Set.of());
  }

  private static boolean holdsSubQuery(RexNode node) {
    return RexUtil.SubQueryFinder.find(node) != null;
  }

  private static Project with(Project project, RelNode input, Set<CorrelationId> variables) {
    return LogicalProject.create(
        input, project.getHints(), project.getProjects(), project.getRowType(), variables);
  }

  private static @Nullable Aggregate groups(RelNode rel) {
    RelNode node = rel;
    while (node instanceof Filter filter) {
      node = filter.getInput();
    }
    return node instanceof Aggregate aggregate ? aggregate : null;
  }

  /** Leads the fields of one variable to the row of groups, at any depth. */
  private final class Columns extends RexShuttle {
    private final CorrelationId id;
    private final Aggregate groups;

    Columns(CorrelationId id, Aggregate groups) {
      this.id = id;
      this.groups = groups;
    }

    @Override
    public RexNode visitSubQuery(RexSubQuery subQuery) {
      RexSubQuery visited = (RexSubQuery) super.visitSubQuery(subQuery);
      RelHomogeneousShuttle nodes =
          new RelHomogeneousShuttle() {
            @Override
            public RelNode visit(RelNode other) {
              return super.visit(other).accept(Columns.this);
            }
          };
      return over(visited, visited.rel.accept(nodes));
    }

    @Override
    public RexNode visitFieldAccess(RexFieldAccess access) {
      if (!(access.getReferenceExpr() instanceof RexCorrelVariable variable)
          || !variable.id.equals(id)) {
        return super.visitFieldAccess(access);
      }
      int field = access.getField().getIndex();
      int group = group(variable.getType(), field);
      RexNode row = builder.makeCorrel(groups.getRowType(), id);
      return builder.makeFieldAccess(row, group);
    }

    /** The place among the groups of what a field of a row of some type is. */
    private int group(RelDataType type, int field) {
      RelNode rows = groups.getInput();
      boolean led = same(type, groups.getRowType());
      int direct = same(type, rows.getRowType()) ? groups.getGroupSet().indexOf(field) : -1;
      int computed =
          rows instanceof Project project && same(type, project.getInput().getRowType())
              ? computed(project.getProjects(), field)
              : -1;
      boolean renamed = !led && direct < 0 && computed < 0 && sameTypes(type, groups.getRowType());
      int group = led || renamed ? field : Math.max(direct, computed);
      boolean clear =
          group >= 0 && (direct < 0 || direct == group) && (computed < 0 || computed == group);
      if (!clear) {
        throw new SqlLayerException(
            SqlStates.NOT_SUPPORTED,
            "a sub-query that names column "
                + type.getFieldNames().get(field)
                + " of a query that groups is not supported in this form");
      }
      return group;
    }

    private int computed(List<RexNode> values, int field) {
      for (int key : groups.getGroupSet()) {
        if (values.get(key) instanceof RexInputRef ref && ref.getIndex() == field) {
          return groups.getGroupSet().indexOf(key);
        }
      }
      return -1;
    }
  }

  /** Whether two rows have the same columns, NULL left aside. */
  private static boolean same(RelDataType left, RelDataType right) {
    return left.getFieldNames().equals(right.getFieldNames()) && sameTypes(left, right);
  }

  private static boolean sameTypes(RelDataType left, RelDataType right) {
    boolean same = left.getFieldCount() == right.getFieldCount();
    for (int i = 0; same && i < left.getFieldCount(); i++) {
      SqlTypeName name = left.getFieldList().get(i).getType().getSqlTypeName();
      same = name == right.getFieldList().get(i).getType().getSqlTypeName();
    }
    return same;
  }
}
