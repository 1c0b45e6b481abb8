package org.assaydb.sql.subquery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assaydb.sql.expression.Evaluation;
import org.assaydb.sql.expression.Expression;
import org.assaydb.sql.expression.RowSource;
import org.assaydb.sql.keys.KeyTable;
import org.assaydb.sql.operator.Plan;
import org.assaydb.sql.vector.Batch;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.Vector;
import org.assaydb.sql.vector.VectorBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A sub-query as an expression. Its plan runs once for each distinct combination of the outer
 * values that it uses; results are kept for the statement while memory allows.
 */
public final class SubQueryExpression implements Expression {
  private final Plan plan;
  private final OuterFields outer;
  private final List<Expression> operands;
  private final ValueType type;
  private final SubQueryResult.Reader reader;

  @Override
  public String toString() {
    return "(sub-query)";
  }

  SubQueryExpression(
      Plan plan,
      OuterFields outer,
      List<Expression> operands,
      ValueType type,
      SubQueryResult.Reader reader) {
    this.plan = plan;
    this.outer = outer;
    this.operands = List.copyOf(operands);
    this.type = type;
    this.reader = reader;
  }

  @Override
  public ValueType type() {
    return type;
  }

  @Override
  public boolean canFail() {
    return true;
  }

  public Plan plan() {
    return plan;
  }

  @Override
  public Vector evaluate(Batch batch, Evaluation evaluation) {
    Vector[] left = new Vector[operands.size()];
    for (int i = 0; i < left.length; i++) {
      left[i] = operands.get(i).evaluate(batch, evaluation);
    }
    if (batch.rows() == 0) {
      return new VectorBuilder(type.layout()).build();
    }
    Cache cache = evaluation.remembered(this, () -> new Cache(outer));
    Results results = cache.results(outer.fartherValues(evaluation));
    return outer.perRow()
        ? perRow(batch, evaluation, left, results)
        : same(batch, evaluation, left, results);
  }

  private Vector same(Batch batch, Evaluation evaluation, Vector[] left, Results results) {
    SubQueryResult only = results.byNumber.isEmpty() ? null : results.byNumber.get(0);
    if (only == null) {
      only = run(evaluation);
      results.byNumber.add(only);
      evaluation.workspace().take(only.sizeBytes());
    }
    VectorBuilder out = new VectorBuilder(type.layout());
    only.addTo(out, left, 0, batch.rows());
    return out.build();
  }

  private Vector perRow(Batch batch, Evaluation evaluation, Vector[] left, Results results) {
    Vector[] used = outer.of(batch);
    int[] numbers = new int[batch.rows()];
    results.keys.number(used, batch.rows(), numbers);
    VectorBuilder out = new VectorBuilder(type.layout());
    for (int i = 0; i < numbers.length; i++) {
      int number = numbers[i];
      while (results.byNumber.size() <= number) {
        results.byNumber.add(null);
      }
      SubQueryResult result = results.byNumber.get(number);
      if (result == null) {
        result = run(outer.bound(evaluation, used, i));
        if (evaluation.workspace().reserve(result.sizeBytes())) {
          results.byNumber.set(number, result);
        }
      }
      result.addTo(out, left, i, i + 1);
    }
    return out.build();
  }

  private SubQueryResult run(Evaluation evaluation) {
    evaluation.checkInterrupted();
    try (RowSource rows = plan.open(evaluation)) {
      return reader.read(rows, evaluation);
    }
  }

  /** Results by the values farther out, and by those of the row at hand. */
  private static final class Cache {
    private final OuterFields outer;
    private final Map<List<@Nullable Object>, Results> byFarther = new HashMap<>();

    Cache(OuterFields outer) {
      this.outer = outer;
    }

    Results results(List<@Nullable Object> farther) {
      return byFarther.computeIfAbsent(farther, k -> new Results(outer.types()));
    }
  }

  private static final class Results {
    private final KeyTable keys;
    private final List<@Nullable SubQueryResult> byNumber = new ArrayList<>();

    Results(List<ValueType> types) {
      keys = new KeyTable(types);
    }
  }
}
