package org.assaydb.proofs.vo;

import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import org.assaydb.proofs.vo.prove.SourceNode;
import org.assaydb.proofs.vo.prove.WitnessRun;
import org.jspecify.annotations.Nullable;

/** The splits of a witness: nodes whose children a read asked for, by where the second begins. */
final class Splits {
  private Splits() {}

  /** Ascending. */
  static LongStream of(WitnessRun run) {
    LongStream.Builder splits = LongStream.builder();
    LongPredicate all =
        split -> {
          splits.accept(split);
          return true;
        };
    walk(run.top(), null, all);
    return splits.build().sorted();
  }

  /** Splits {@code to} where {@code from} is, but for what is below a split that is not kept. */
  static void copy(WitnessRun from, WitnessRun to, LongPredicate kept) {
    walk(from.top(), to.top(), kept);
  }

  private static void walk(SourceNode from, @Nullable SourceNode to, LongPredicate kept) {
    if (from.isDescended() && kept.test(from.second().from())) {
      if (to != null) {
        to.left();
      }
      walk(from.first(), to == null ? null : to.first(), kept);
      walk(from.second(), to == null ? null : to.second(), kept);
    }
  }
}
