package org.assaydb.sql.function;

import java.nio.charset.StandardCharsets;
import org.assaydb.sql.function.Definition.Code;
import org.assaydb.sql.function.text.TextSize;
import org.assaydb.sql.vector.BytesVector;
import org.assaydb.sql.vector.LongVector;
import org.assaydb.sql.vector.Vector;
import org.assaydb.sql.vector.VectorBuilder;

/** Code that computes row by row, for functions where a loop of its own is not worth its lines. */
final class Rows {
  private Rows() {}

  /** Computes the value of one row and adds it; no argument of the row is NULL. */
  @FunctionalInterface
  interface Row {
    void add(Vector[] arguments, int row, VectorBuilder results);
  }

  /** As {@link Row}, where each batch needs something of its own (compiled patterns, say). */
  @FunctionalInterface
  interface PerBatch {
    Row start(Invocation run);
  }

  /** NULL for NULL. */
  static Code strict(Row row) {
    return strictBatches(run -> row);
  }

  static Code strictBatches(PerBatch code) {
    return (types, result) ->
        (arguments, rows, run) -> {
          VectorBuilder results = new VectorBuilder(result.layout());
          Row row = code.start(run);
          for (int i = 0; i < rows; i++) {
            run.checkInterrupted(i);
            if (anyNull(arguments, i)) {
              results.addNull();
            } else {
              row.add(arguments, i, results);
            }
          }
          return results.build();
        };
  }

  /** The code itself looks after NULL. */
  static Code lenient(Row row) {
    return (types, result) ->
        (arguments, rows, run) -> {
          VectorBuilder results = new VectorBuilder(result.layout());
          for (int i = 0; i < rows; i++) {
            run.checkInterrupted(i);
            row.add(arguments, i, results);
          }
          return results.build();
        };
  }

  static boolean anyNull(Vector[] arguments, int row) {
    for (Vector argument : arguments) {
      if (argument.isNull(row)) {
        return true;
      }
    }
    return false;
  }

  static String text(Vector argument, int row) {
    return ((BytesVector) argument).text(row);
  }

  static BytesVector bytes(Vector argument) {
    return (BytesVector) argument;
  }

  static long integer(Vector argument, int row) {
    return ((LongVector) argument).get(row);
  }

  /** Refuses texts that are too long, see {@link TextSize}. */
  static void addText(VectorBuilder results, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    TextSize.checked(bytes.length);
    results.addBytes(bytes);
  }
}
