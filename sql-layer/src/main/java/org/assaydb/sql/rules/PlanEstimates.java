package org.assaydb.sql.rules;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.assaydb.proofs.schema.IndexDef;
import org.assaydb.sql.rewrite.RowEstimates;
import org.assaydb.sql.statistics.CountRequest;

/** Rows of logical plans by the counted rows of tables and of the ranges that conditions give. */
public final class PlanEstimates implements RowEstimates {
  private final AccessContext context;
  private final RowEstimates byForm = RowEstimates.ofParts(this::known);

  public PlanEstimates(AccessContext context) {
    this.context = context;
  }

  @Override
  public double rows(RelNode rel) {
    return byForm.rows(rel);
  }

  /** Asks for all counts at once that reads of the plan's tables may be chosen by. */
  @Override
  public void prepare(RelNode plan) {
    List<CountRequest> requests = new ArrayList<>();
    collect(plan, requests);
    context.counts().gather(requests);
  }

  private void collect(RelNode rel, List<CountRequest> requests) {
    TableChain chain = TableChain.of(rel);
    if (chain != null) {
      requests.addAll(AccessChooser.of(chain, context).requests());
      return;
    }
    rel.accept(
        new RexShuttle() {
          @Override
          public RexNode visitSubQuery(RexSubQuery query) {
            collect(query.rel, requests);
            return super.visitSubQuery(query);
          }
        });
    rel.getInputs().forEach(input -> collect(input, requests));
  }

  private double known(RelNode rel) {
    TableChain chain = TableChain.of(rel);
    if (chain != null) {
      return rows(chain);
    }
    return rel instanceof TableScan scan ? scan.getTable().getRowCount() : Double.NaN;
  }

  /** The counted shares of ranges, each condition used once, and rules of thumb for the others. */
  private double rows(TableChain chain) {
    AccessChooser chooser = AccessChooser.of(chain, context);
    double all = context.estimates().rows(chain.table());
    double rows = all;
    Set<RexNode> used = new HashSet<>();
    for (IndexDef index : chain.table().indexes()) {
      AccessChooser.Choice choice = chooser.consider(index, List.of());
      List<RexNode> expressed = chooser.conjuncts(choice);
      if (!expressed.isEmpty() && expressed.stream().noneMatch(used::contains)) {
        used.addAll(expressed);
        rows *= Math.min(1, choice.rows() / all);
      }
    }
    for (RexNode conjunct : chain.conjuncts()) {
      rows *= used.contains(conjunct) ? 1 : RowEstimates.selectivity(conjunct);
    }
    return Math.max(1, rows);
  }
}
