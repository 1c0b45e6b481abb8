package org.assaydb.sql.function;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.assaydb.sql.vector.BytesVector;
import org.jspecify.annotations.Nullable;

/**
 * What texts (patterns, formats, units) are made into during one batch, once for each text. Most
 * batches have one. Not thread safe.
 */
final class Compiled<P> {
  private static final int KEPT = 256;

  private final Map<String, P> known = new HashMap<>();
  private final Function<String, P> compiler;
  private @Nullable BytesVector lastVector;
  private int lastRow;
  private @Nullable P last;

  Compiled(Function<String, P> compiler) {
    this.compiler = compiler;
  }

  /** Of the text in a row, which is not NULL. */
  P at(BytesVector texts, int row) {
    P found = last;
    if (found != null && texts == lastVector && texts.equal(row, texts, lastRow)) {
      return found;
    }
    found = get(texts.text(row));
    last = found;
    lastVector = texts;
    lastRow = row;
    return found;
  }

  P get(String text) {
    if (known.size() >= KEPT) {
      known.clear();
    }
    return known.computeIfAbsent(text, compiler);
  }
}
