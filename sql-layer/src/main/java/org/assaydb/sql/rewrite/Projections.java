package org.assaydb.sql.rewrite;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/** Projections that do nothing of their own. */
final class Projections {
  private Projections() {}

  /**
   * The input of a projection that hands on all its fields as they are; or one projection for two
   * of which the upper or the lower one only chooses fields; else the same.
   */
  static RelNode merged(LogicalProject project) {
    boolean chooses = Pruned.onlyReferences(project);
    if (chooses && isIdentity(project)) {
      return project.getInput();
    }
    if (!(project.getInput() instanceof Project below)
        || !project.getVariablesSet().isEmpty()
        || !(chooses ? !computesTwice(project, below) : Pruned.onlyReferences(below))) {
      return project;
    }
    List<RexNode> expressions = new ArrayList<>();
    project
        .getProjects()
        .forEach(e -> expressions.add(References.substituted(e, below.getProjects())));
    LogicalProject one =
        LogicalProject.create(
            below.getInput(),
            below.getHints(),
            expressions,
            project.getRowType().getFieldNames(),
            below.getVariablesSet());
    return merged(one);
  }

  private static boolean isIdentity(Project project) {
    List<RexNode> references = project.getProjects();
    boolean identity = references.size() == project.getInput().getRowType().getFieldCount();
    for (int i = 0; i < references.size() && identity; i++) {
      identity = ((RexInputRef) references.get(i)).getIndex() == i;
    }
    return identity;
  }

  private static boolean computesTwice(Project upper, Project lower) {
    Set<Integer> used = new HashSet<>();
    for (RexNode reference : upper.getProjects()) {
      int field = ((RexInputRef) reference).getIndex();
      if (!used.add(field) && lower.getProjects().get(field) instanceof RexCall) {
        return true;
      }
    }
    return false;
  }
}
