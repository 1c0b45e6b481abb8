package org.assaydb.sql.access;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.access.ColumnPredicate.PartRange;
import org.assaydb.sql.expression.Evaluation;
import org.jspecify.annotations.Nullable;

/**
 * Key ranges of one index that hold all rows which satisfy some conditions.
 *
 * @param parts conditions on the first key parts, each list non-empty; all parts but the last are
 *     fixed to single values
 */
public record IndexRanges(IndexSchema index, List<List<ColumnPredicate>> parts) {
  private static final int MAX_RANGES = 16_384;

  public KeyPartCodec codec(int part) {
    return new KeyPartCodec(index.keyTypes().get(part), index.keyParts().get(part).descending());
  }

  /** Ranges ascending and disjoint; {@code points}: each is exactly one full key of the parts. */
  public record Evaluated(List<KeyRange> ranges, boolean points) {}

  public Evaluated evaluate(Evaluation evaluation) {
    List<byte[]> prefixes = List.of(new byte[0]);
    for (int i = 0; i < parts.size(); i++) {
      List<PartRange> ranges = partRanges(i, evaluation);
      boolean points = ranges.stream().allMatch(PartRange::point);
      boolean fits = (long) prefixes.size() * ranges.size() <= MAX_RANGES;
      if (!fits) {
        return new Evaluated(i == 0 ? hull(ranges) : prefixRanges(prefixes), false);
      }
      if (!points || i == parts.size() - 1) {
        boolean full = points && parts.size() == index.keyParts().size();
        return new Evaluated(cross(prefixes, ranges), full);
      }
      List<byte[]> longer = new ArrayList<>();
      for (KeyRange range : cross(prefixes, ranges)) {
        longer.add(range.lower().bytes());
      }
      prefixes = longer;
    }
    return new Evaluated(List.of(KeyRange.ALL), false);
  }

  /** The ranges, when they are the same in every run; null otherwise. */
  public @Nullable Evaluated known() {
    try {
      return evaluate(Evaluation.beforeRun());
    } catch (Evaluation.NotYetKnown | SqlLayerException e) {
      // What fails does so when it runs.
      return null;
    }
  }

  /** Whether every range is one key of the index. */
  public boolean isWholeKey() {
    return parts.size() == index.keyParts().size()
        && parts.stream().allMatch(p -> p.stream().anyMatch(ColumnPredicate::pointsOnly));
  }

  /** Ranges at most, where each part is fixed to single values. */
  public int alternatives() {
    long most = 1;
    for (List<ColumnPredicate> part : parts) {
      most *= part.stream().mapToLong(p -> p.alternatives().size()).min().orElse(1);
      most = Math.min(most, Integer.MAX_VALUE);
    }
    return (int) most;
  }

  /** Conditions for EXPLAIN. */
  public String text() {
    List<String> texts = new ArrayList<>();
    parts.forEach(p -> p.forEach(c -> texts.add(c.text())));
    return String.join(" AND ", texts);
  }

  /** Whether {@link #evaluate} never has to widen the ranges to keep their number small. */
  public boolean bounded() {
    long most = 1;
    for (List<ColumnPredicate> part : parts) {
      // Two lists of disjoint ranges intersect in fewer ranges than they have together.
      most *= part.stream().mapToLong(p -> p.alternatives().size()).sum();
      if (most > MAX_RANGES) {
        return false;
      }
    }
    return true;
  }

  private List<PartRange> partRanges(int part, Evaluation evaluation) {
    List<PartRange> all = null;
    for (ColumnPredicate predicate : parts.get(part)) {
      List<PartRange> next = predicate.ranges(codec(part), evaluation);
      all = all == null ? next : ColumnPredicate.intersect(all, next);
    }
    return all == null ? List.of() : all;
  }

  private static List<KeyRange> hull(List<PartRange> ranges) {
    KeyRange last = ranges.get(ranges.size() - 1).range();
    return List.of(new KeyRange(ranges.get(0).range().lower(), last.upper()));
  }

  private static List<KeyRange> prefixRanges(List<byte[]> prefixes) {
    return prefixes.stream().map(p -> KeyRange.prefix(new Key(p))).toList();
  }

  private static List<KeyRange> cross(List<byte[]> prefixes, List<PartRange> ranges) {
    List<KeyRange> out = new ArrayList<>(prefixes.size() * ranges.size());
    for (byte[] prefix : prefixes) {
      for (PartRange part : ranges) {
        Key upper = part.range().upper();
        KeyRange range =
            new KeyRange(
                joined(prefix, part.range().lower().bytes()),
                upper == null ? new Key(prefix).prefixEnd() : joined(prefix, upper.bytes()));
        boolean fits = prefix.length + part.range().lower().bytes().length <= Key.MAX_BYTES;
        if (!range.isEmpty() && (fits || !part.point())) {
          out.add(range);
        }
      }
    }
    return out;
  }

  /** No key starts with parts that are too long for one, so their front bounds the same keys. */
  private static Key joined(byte[] prefix, byte[] rest) {
    byte[] bytes = new ByteWriter(prefix.length + rest.length).raw(prefix).raw(rest).toBytes();
    return new Key(bytes.length > Key.MAX_BYTES ? Arrays.copyOf(bytes, Key.MAX_BYTES) : bytes);
  }
}
