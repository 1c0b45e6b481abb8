package org.assaydb.sql.operator;

import java.util.List;
import org.assaydb.sql.expression.Evaluation;
import org.assaydb.sql.expression.RowSource;
import org.assaydb.sql.vector.ValueType;

/** A physical operator with its inputs. Immutable, thread safe, usable many times. */
public interface Plan {
  /** Types of the columns of its rows. */
  List<ValueType> types();

  /** Starts a run. Nothing need be read before the first call of {@code next}. */
  RowSource open(Evaluation evaluation);

  List<Plan> inputs();

  /** One line about this operator without its inputs, for EXPLAIN: name and arguments. */
  String describe();
}
