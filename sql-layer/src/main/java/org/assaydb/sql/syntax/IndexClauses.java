package org.assaydb.sql.syntax;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.assaydb.proofs.SqlStates;
import org.assaydb.proofs.schema.Column;
import org.assaydb.proofs.schema.ColumnSum;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.IndexDef;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.sql.SqlLayerException;

/** INCLUDE, GROUPED BY, SUMMARIZE and SKIP behind the key of an index, in any order. */
final class IndexClauses {
  private final List<String> included = new ArrayList<>();
  private final List<String> grouped = new ArrayList<>();
  private final List<String> summarized = new ArrayList<>();
  private final List<String> skipped = new ArrayList<>();

  /** Reads the clauses that there are; INCLUDE only for a secondary index. */
  public static IndexClauses read(DdlTokens in, boolean secondary) {
    IndexClauses clauses = new IndexClauses();
    boolean more = true;
    while (more) {
      if (secondary && in.accept("INCLUDE")) {
        names(in, clauses.included);
      } else if (in.accept("GROUPED")) {
        in.expect("BY");
        names(in, clauses.grouped);
      } else if (in.accept("SUMMARIZE")) {
        names(in, clauses.summarized);
      } else {
        more = in.accept("SKIP");
        if (more) {
          names(in, clauses.skipped);
        }
      }
    }
    return clauses;
  }

  private static void names(DdlTokens in, List<String> names) {
    in.expect("(");
    do {
      names.add(in.name());
    } while (in.accept(","));
    in.expect(")");
  }

  /** The primary index with these clauses. */
  public IndexDef primary(String name, List<Column> columns, List<IndexDef.KeyPart> key) {
    return new IndexDef(
        new IndexId(0),
        name,
        true,
        true,
        key,
        List.of(),
        groupedParts(columns, key),
        summarized(columns),
        summaryColumns(columns, skipped, "SKIP"));
  }

  /** A secondary index; summary columns that neither key holds are included. */
  public IndexDef secondary(
      String name,
      boolean unique,
      List<Column> columns,
      List<IndexDef.KeyPart> key,
      List<IndexDef.KeyPart> primaryKey) {
    List<Integer> sums = summarized(columns);
    List<Integer> bounds = summaryColumns(columns, skipped, "SKIP");
    Set<Integer> further = new LinkedHashSet<>();
    included.forEach(c -> further.add(TableElements.ordinal(columns, c)));
    Set<Integer> summary = new LinkedHashSet<>(sums);
    summary.addAll(bounds);
    summary.removeIf(c -> primaryKey.stream().anyMatch(p -> p.column() == c));
    further.addAll(summary);
    further.removeIf(c -> key.stream().anyMatch(p -> p.column() == c));
    return new IndexDef(
        new IndexId(0),
        name,
        false,
        unique,
        key,
        List.copyOf(further),
        groupedParts(columns, key),
        sums,
        bounds);
  }

  private int groupedParts(List<Column> columns, List<IndexDef.KeyPart> key) {
    for (int i = 0; i < grouped.size(); i++) {
      int ordinal = TableElements.ordinal(columns, grouped.get(i));
      if (i >= key.size() || key.get(i).column() != ordinal) {
        throw new SqlLayerException(
            SqlStates.INVALID_DEFINITION,
            "GROUPED BY names the first key columns of the index in their order; column "
                + grouped.get(i)
                + " is not key column "
                + (i + 1));
      }
    }
    return grouped.size();
  }

  private List<Integer> summarized(List<Column> columns) {
    List<Integer> ordinals = summaryColumns(columns, summarized, "SUMMARIZE");
    for (int ordinal : ordinals) {
      Column column = columns.get(ordinal);
      if (!ColumnSum.sums(column.type())) {
        boolean decimal = column.type().kind() == ColumnType.Kind.DECIMAL;
        String type = column.type().kind() + (decimal ? "(" + column.type().precision() + ")" : "");
        throw new SqlLayerException(
            SqlStates.TYPE_MISMATCH,
            "SUMMARIZE takes SMALLINT, INTEGER, BIGINT and DECIMAL of at most "
                + ColumnSum.MAX_DIGITS
                + " digits; column "
                + column.name()
                + " is "
                + type);
      }
    }
    return ordinals;
  }

  private static List<Integer> summaryColumns(
      List<Column> columns, List<String> names, String clause) {
    if (names.size() > IndexDef.MAX_SUMMARY_COLUMNS) {
      throw new SqlLayerException(
          SqlStates.TOO_MANY_COLUMNS,
          clause + " takes at most " + IndexDef.MAX_SUMMARY_COLUMNS + " columns");
    }
    Set<Integer> ordinals = new LinkedHashSet<>();
    for (String name : names) {
      if (!ordinals.add(TableElements.ordinal(columns, name))) {
        throw new SqlLayerException(
            SqlStates.DUPLICATE_COLUMN, "column " + name + " appears twice in " + clause);
      }
    }
    return List.copyOf(ordinals);
  }
}
