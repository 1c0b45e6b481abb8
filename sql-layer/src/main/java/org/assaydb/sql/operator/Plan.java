package org.assaydb.sql.operator;

import java.util.List;
import org.assaydb.sql.expression.Evaluation;
import org.assaydb.sql.expression.RowSource;
import org.assaydb.sql.expression.RunObserver;
import org.assaydb.sql.vector.ValueType;

/** A physical operator with its inputs. Immutable, thread safe, usable many times. */
public interface Plan {
  /** Types of the columns of its rows. */
  List<ValueType> types();

  /** Starts a run. Nothing need be read before the first call of {@code next}. */
  RowSource start(Evaluation evaluation);

  /** Starts a run under the eyes of its observer, if it has one. */
  default RowSource open(Evaluation evaluation) {
    RunObserver observer = evaluation.observer();
    return observer == null ? start(evaluation) : observer.observed(this, () -> start(evaluation));
  }

  List<Plan> inputs();

  /** One line about this operator without its inputs, for EXPLAIN: name and arguments. */
  String describe();
}
