package org.assaydb.proofs.read;

import static org.assaydb.proofs.RejectReason.LIMIT_EXCEEDED;
import static org.assaydb.proofs.RejectReason.MALFORMED;
import static org.assaydb.proofs.VerificationException.require;

import java.util.List;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.proofs.schema.TableDef;
import org.jspecify.annotations.Nullable;

/**
 * A Boolean range predicate over skippable columns: all clauses hold, a clause holds when any of
 * its terms does. With it a window of heights in which the visible version of a row was written.
 *
 * <p>Encoding: varint clauses, per clause varint terms, per term varint column, 0 (is NULL) or 1
 * and the range; varint first height, varint last height.
 *
 * @param clauses none for no predicate; a clause has at least one term
 * @param fromHeight inclusive
 * @param toHeight inclusive; at least {@code fromHeight}
 */
public record SkipFilter(List<Clause> clauses, long fromHeight, long toHeight) {
  /** Most clauses, and most terms of a clause. */
  public static final int MAX_TERMS = 1024;

  public SkipFilter {
    clauses = List.copyOf(clauses);
  }

  /** Holds when any term does. */
  public record Clause(List<Term> terms) {
    public Clause {
      terms = List.copyOf(terms);
    }
  }

  /**
   * A test of one column.
   *
   * @param column position among the value columns; one of {@code IndexSchema.bounds()}
   * @param range of {@link org.assaydb.proofs.schema.KeyCodec#ordered} bytes, never true for NULL;
   *     null for IS NULL
   */
  public record Term(int column, @Nullable KeyRange range) {}

  /**
   * Throws MALFORMED or LIMIT_EXCEEDED for a filter that the index cannot evaluate.
   *
   * @param columns the columns that are read
   */
  void check(List<Integer> columns, IndexSchema schema) {
    boolean window = fromHeight >= 0 && fromHeight <= toHeight;
    require(window, MALFORMED, "heights of a filter");
    long terms = 0;
    for (Clause clause : clauses) {
      require(!clause.terms().isEmpty(), MALFORMED, "clause without a term");
      terms += clause.terms().size();
      for (Term term : clause.terms()) {
        boolean skippable = schema.bounds().contains(term.column());
        require(skippable, MALFORMED, "filter on a column that is not skippable");
        require(columns.contains(term.column()), MALFORMED, "filter column is not read");
      }
    }
    require(terms <= ReadSpec.MAX_ITEMS, LIMIT_EXCEEDED, "terms of a filter");
  }

  void encode(ByteWriter out) {
    out.varint(clauses.size());
    for (Clause clause : clauses) {
      out.varint(clause.terms().size());
      for (Term term : clause.terms()) {
        out.varint(term.column()).bool(term.range() != null);
        if (term.range() != null) {
          term.range().encode(out);
        }
      }
    }
    out.varint(fromHeight).varint(toHeight);
  }

  static SkipFilter decode(ByteReader in) {
    int count = in.varintAtMost(MAX_TERMS, "clause count");
    List<Clause> clauses = new java.util.ArrayList<>();
    for (int i = 0; i < count; i++) {
      clauses.add(decodeClause(in));
    }
    return new SkipFilter(clauses, in.varintNonNegative("height"), in.varintNonNegative("height"));
  }

  private static Clause decodeClause(ByteReader in) {
    int count = in.varintAtMost(MAX_TERMS, "term count");
    List<Term> terms = new java.util.ArrayList<>();
    for (int i = 0; i < count; i++) {
      int column = in.varintAtMost(TableDef.MAX_COLUMNS, "column");
      terms.add(new Term(column, in.bool() ? KeyRange.decode(in) : null));
    }
    return new Clause(terms);
  }
}
