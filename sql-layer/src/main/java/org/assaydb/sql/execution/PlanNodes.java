package org.assaydb.sql.execution;

import java.util.Map;
import org.apache.calcite.rel.RelNode;
import org.assaydb.sql.operator.Plan;

/**
 * The relational nodes that a plan was made of, for EXPLAIN.
 *
 * @param origins the node that each operator was made of, by identity
 */
public record PlanNodes(RelNode root, Map<Plan, RelNode> origins) {}
