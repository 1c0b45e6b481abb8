package org.assaydb.sql.operator;

import java.util.ArrayList;
import java.util.List;
import org.assaydb.sql.expression.Evaluation;
import org.assaydb.sql.expression.RowSource;
import org.assaydb.sql.vector.Batch;
import org.assaydb.sql.vector.ObjectVector;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.ValueType.Kind;
import org.assaydb.sql.vector.Vector;
import org.assaydb.sql.vector.VectorBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The elements of arrays as rows. Of several arrays in a row, elements at the same place stand side
 * by side, NULL where one has ended; NULL instead of an array has no elements. Elements that are
 * ROW values give a column a field.
 *
 * @param input all columns are arrays
 * @param ordinality whether a last column numbers the elements of each row from 1
 */
public record UnnestPlan(Plan input, boolean ordinality) implements Plan {
  @Override
  public List<ValueType> types() {
    List<ValueType> types = new ArrayList<>();
    for (ValueType array : input.types()) {
      ValueType element = array.elements().get(0);
      if (element.kind() == Kind.ROW) {
        types.addAll(element.elements());
      } else {
        types.add(element);
      }
    }
    if (ordinality) {
      types.add(ValueType.of(Kind.INTEGER));
    }
    return types;
  }

  @Override
  public List<Plan> inputs() {
    return List.of(input);
  }

  @Override
  public String describe() {
    return "Unnest" + (ordinality ? " with ordinality" : "");
  }

  @Override
  public RowSource start(Evaluation evaluation) {
    return new Run(evaluation);
  }

  private final class Run implements RowSource {
    private final Evaluation evaluation;
    private final RowSource rows;
    private final List<ValueType> types = types();
    private @Nullable Batch batch;
    private int row;

    /** Elements of the row that were given. */
    private int given;

    private Run(Evaluation evaluation) {
      this.evaluation = evaluation;
      this.rows = input.open(evaluation);
    }

    @Override
    public @Nullable Batch next() {
      List<VectorBuilder> builders = new ArrayList<>();
      types.forEach(type -> builders.add(new VectorBuilder(type.layout())));
      int count = 0;
      while (count < Batch.ROWS) {
        Batch current = batch;
        if (current == null || row == current.rows()) {
          current = rows.next();
          evaluation.checkInterrupted();
          batch = current;
          row = 0;
          if (current == null) {
            break;
          }
        }
        if (given < length(current)) {
          add(current, builders);
          count++;
          given++;
        } else {
          row++;
          given = 0;
        }
      }
      Vector[] columns = builders.stream().map(VectorBuilder::build).toArray(Vector[]::new);
      return count == 0 ? null : new Batch(count, columns);
    }

    private int length(Batch current) {
      int length = 0;
      for (Vector column : current.columns()) {
        if (!column.isNull(row)) {
          length = Math.max(length, ((ObjectVector) column).get(row).size());
        }
      }
      return length;
    }

    private void add(Batch current, List<VectorBuilder> builders) {
      int next = 0;
      for (int c = 0; c < current.width(); c++) {
        List<@Nullable Object> array =
            current.column(c).isNull(row) ? List.of() : ((ObjectVector) current.column(c)).get(row);
        Object element = given < array.size() ? array.get(given) : null;
        ValueType type = input.types().get(c).elements().get(0);
        if (type.kind() != Kind.ROW) {
          builders.get(next++).add(element);
          continue;
        }
        for (int f = 0; f < type.elements().size(); f++) {
          builders.get(next++).add(element == null ? null : ((List<?>) element).get(f));
        }
      }
      if (ordinality) {
        builders.get(next).addLong(given + 1L);
      }
    }

    @Override
    public void close() {
      rows.close();
      batch = new Batch(0);
      row = 0;
    }
  }
}
