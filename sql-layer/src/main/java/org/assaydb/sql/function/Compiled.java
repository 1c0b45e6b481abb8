package org.assaydb.sql.function;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Patterns compiled during one batch: most batches have one. Not thread safe. */
final class Compiled<P> {
  private static final int KEPT = 256;

  private final Map<String, P> patterns = new HashMap<>();
  private final Function<String, P> compiler;
  private String lastText = "";
  private P last;

  /** {@code compiler} must take the empty text. */
  Compiled(Function<String, P> compiler) {
    this.compiler = compiler;
    this.last = compiler.apply("");
  }

  P get(String text) {
    if (!text.equals(lastText)) {
      if (patterns.size() >= KEPT) {
        patterns.clear();
      }
      last = patterns.computeIfAbsent(text, compiler);
      lastText = text;
    }
    return last;
  }
}
