package org.assaydb.sql.rules;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.IndexDef;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.sql.access.ColumnPredicate;
import org.assaydb.sql.access.IndexRanges;
import org.assaydb.sql.access.KeyPartCodec;
import org.assaydb.sql.access.TableAccess;
import org.assaydb.sql.schema.AssayTable;
import org.jspecify.annotations.Nullable;

/** Chooses the index for one table access: fewest rows by a rule of thumb, primary on ties. */
public final class AccessChooser {
  private static final double EQUALITY = 0.01;
  private static final double RANGE = 0.2;
  private static final double BASE_LOOKUP = 4;
  private static final double SORT = 1.3;

  private final AssayTable table;
  private final List<Integer> columns;
  private final List<ColumnPredicate> predicates;
  private final boolean allExact;
  private final boolean useIndexes;

  /** All conditions are {@code predicates}, unless {@code allExact} is false. */
  public AccessChooser(
      AssayTable table, List<Integer> columns, List<ColumnPredicate> predicates, boolean allExact) {
    this.table = table;
    this.columns = columns;
    this.predicates = predicates;
    this.allExact = allExact;
    useIndexes = true;
  }

  public AccessChooser(TableChain chain, RexBuilder builder, boolean useIndexes) {
    table = chain.table();
    columns = chain.columns();
    predicates = new ArrayList<>();
    this.useIndexes = useIndexes;
    PredicateReader reader =
        new PredicateReader(chain.table().definition, chain.columns(), builder);
    boolean exact = true;
    boolean first = true;
    for (RexNode conjunct : chain.conjuncts()) {
      ColumnPredicate predicate = useIndexes ? reader.read(conjunct) : null;
      if (predicate != null && !first && PredicateReader.mayFail(conjunct)) {
        predicate = predicate.behindOthers();
      }
      first = false;
      if (predicate == null) {
        exact = false;
      } else {
        exact &= predicate.exact();
        predicates.add(predicate);
      }
    }
    allExact = exact;
  }

  /**
   * A way to read the table.
   *
   * @param exact whether no filter needs to follow
   * @param ordered whether rows come in the order asked for
   */
  public record Choice(
      IndexDef index,
      @Nullable IndexRanges ranges,
      double rows,
      boolean exact,
      boolean ordered,
      boolean descending) {

    public TableAccess access(
        AssayTable table, List<Integer> columns, TableAccess.@Nullable Limit limit) {
      return new TableAccess(
          table.definition, table.snapshot, index, columns, ranges, descending, limit);
    }
  }

  /**
   * The cheapest choice.
   *
   * @param order over table ordinals, empty for none
   * @param limited whether only the first rows are wanted
   */
  public Choice choose(List<RelFieldCollation> order, boolean limited) {
    Choice best = null;
    double bestCost = Double.MAX_VALUE;
    for (IndexDef index : table.indexes()) {
      if (!useIndexes && !index.primary()) {
        continue;
      }
      Choice choice = consider(index, order);
      double rows = choice.rows;
      if (limited && choice.exact && choice.ordered) {
        rows = Math.min(rows, 10);
      }
      boolean covering = choice.access(table, columns, null).covering();
      double cost = rows * (covering ? 1 : BASE_LOOKUP) * (choice.ordered ? 1 : SORT);
      if (best == null || cost < bestCost) {
        best = choice;
        bestCost = cost;
      }
    }
    if (best == null) {
      throw new IllegalStateException("a table has a primary index");
    }
    return best;
  }

  /** Whether the conditions fix a column to one value. */
  public boolean fixes(int column) {
    return predicates.stream().anyMatch(p -> p.column() == column && p.singlePoint());
  }

  /** Whether a condition says outright that a column is not NULL. */
  boolean requiresNotNull(int column) {
    return predicates.stream().anyMatch(p -> p.column() == column && p.onlyNotNull());
  }

  /** With the further condition that a column is not NULL. */
  AccessChooser withNotNull(int column) {
    List<ColumnPredicate> more = new ArrayList<>(predicates);
    String name = table.definition.columns().get(column).name();
    more.add(
        new ColumnPredicate(
            column,
            List.of(List.of(new ColumnPredicate.Bound(KeyPartCodec.Op.NOT_NULL, context -> null))),
            true,
            false,
            name + " IS NOT NULL"));
    return new AccessChooser(table, columns, more, allExact);
  }

  /** Without conditions that say no more than that a column is not NULL. */
  AccessChooser withoutNotNull(int column) {
    List<ColumnPredicate> rest = new ArrayList<>(predicates);
    rest.removeIf(p -> p.column() == column && p.onlyNotNull());
    return new AccessChooser(table, columns, rest, allExact);
  }

  /** The way to read one index. */
  Choice consider(IndexDef index, List<RelFieldCollation> order) {
    IndexSchema schema = IndexSchema.of(table.definition, index);
    List<List<ColumnPredicate>> parts = new ArrayList<>();
    double rows = AssayTable.ROWS;
    double alternatives = 1;
    boolean allPoints = true;
    for (IndexDef.KeyPart part : index.keyParts()) {
      List<ColumnPredicate> on =
          predicates.stream().filter(p -> p.column() == part.column()).toList();
      if (on.isEmpty()) {
        allPoints = false;
        break;
      }
      parts.add(on);
      boolean points = on.stream().anyMatch(ColumnPredicate::pointsOnly);
      rows *= points ? EQUALITY : RANGE;
      alternatives *= on.stream().mapToInt(p -> p.alternatives().size()).min().orElse(1);
      if (!points) {
        allPoints = false;
        break;
      }
    }
    boolean unique = index.unique() && allPoints && !parts.isEmpty();
    double estimate = Math.min(AssayTable.ROWS, Math.max(unique ? 1 : rows, 1) * alternatives);
    int used = parts.stream().mapToInt(List::size).sum();
    IndexRanges ranges = parts.isEmpty() ? null : new IndexRanges(schema, parts);
    boolean bounded = ranges == null || ranges.bounded();
    boolean exact = allExact && used == predicates.size() && bounded;
    Boolean descending = useIndexes || order.isEmpty() ? direction(index, order) : null;
    return new Choice(
        index, ranges, estimate, exact, descending != null, descending != null && descending);
  }

  /** False or true: the index read forwards or backwards gives the order; null: it does not. */
  private @Nullable Boolean direction(IndexDef index, List<RelFieldCollation> order) {
    TableDef definition = table.definition;
    Set<Integer> fixed = new HashSet<>();
    predicates.stream().filter(ColumnPredicate::singlePoint).forEach(p -> fixed.add(p.column()));
    Boolean backwards = null;
    int part = 0;
    List<IndexDef.KeyPart> parts = index.keyParts();
    for (RelFieldCollation field : order) {
      int column = field.getFieldIndex();
      if (fixed.contains(column)) {
        continue;
      }
      while (part < parts.size()
          && parts.get(part).column() != column
          && fixed.contains(parts.get(part).column())) {
        part++;
      }
      if (part == parts.size()) {
        boolean total = index.unique() && index.primary() && !parts.isEmpty();
        return total ? Boolean.valueOf(backwards != null && backwards) : null;
      }
      if (parts.get(part).column() != column
          || definition.columns().get(column).type().kind() == ColumnType.Kind.CHAR) {
        return null; // Keys of CHAR are padded: they order otherwise than the values.
      }
      boolean reverse = field.getDirection().isDescending() != parts.get(part).descending();
      boolean nullsFirst = reverse == parts.get(part).descending();
      boolean wantsFirst = field.nullDirection == RelFieldCollation.NullDirection.FIRST;
      if ((backwards != null && backwards != reverse)
          || (definition.columns().get(column).nullable() && nullsFirst != wantsFirst)) {
        return null;
      }
      backwards = reverse;
      part++;
    }
    return backwards != null && backwards;
  }

  /** The order of {@code collation} in terms of table ordinals; null when it names the row key. */
  static @Nullable List<RelFieldCollation> onTable(RelCollation collation, List<Integer> columns) {
    List<RelFieldCollation> order = new ArrayList<>();
    for (RelFieldCollation field : collation.getFieldCollations()) {
      int column = columns.get(field.getFieldIndex());
      if (column < 0) {
        return null;
      }
      order.add(field.withFieldIndex(column));
    }
    return order;
  }
}
