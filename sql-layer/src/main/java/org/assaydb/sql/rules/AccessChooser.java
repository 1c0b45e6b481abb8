package org.assaydb.sql.rules;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelFieldCollation;
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
import org.assaydb.sql.statistics.CountRequest;
import org.assaydb.sql.statistics.PlanCounts;
import org.jspecify.annotations.Nullable;

/** Chooses the index for one table access by estimated cost, the primary one on ties. */
public final class AccessChooser {
  /** So few rows are looked up without further questions. */
  private static final int HANDFUL = 64;

  private final AssayTable table;
  private final List<Integer> columns;
  private final List<ColumnPredicate> predicates;
  private final Map<ColumnPredicate, RexNode> conjuncts;
  private final boolean allExact;
  private final boolean useIndexes;
  private final TableEstimates estimates;

  /** All conditions are {@code predicates}, unless {@code allExact} is false. */
  public AccessChooser(
      AssayTable table,
      List<Integer> columns,
      List<ColumnPredicate> predicates,
      boolean allExact,
      PlanCounts counts) {
    this(table, columns, predicates, Map.of(), allExact, true, new TableEstimates(counts));
  }

  private AccessChooser(
      AssayTable table,
      List<Integer> columns,
      List<ColumnPredicate> predicates,
      Map<ColumnPredicate, RexNode> conjuncts,
      boolean allExact,
      boolean useIndexes,
      TableEstimates estimates) {
    this.table = table;
    this.columns = columns;
    this.predicates = predicates;
    this.conjuncts = conjuncts;
    this.allExact = allExact;
    this.useIndexes = useIndexes;
    this.estimates = estimates;
  }

  static AccessChooser of(TableChain chain, AccessContext context) {
    List<ColumnPredicate> predicates = new ArrayList<>();
    Map<ColumnPredicate, RexNode> conjuncts = new IdentityHashMap<>();
    PredicateReader reader =
        new PredicateReader(chain.table().definition, chain.columns(), context.builder());
    boolean exact = true;
    boolean first = true;
    for (RexNode conjunct : chain.conjuncts()) {
      ColumnPredicate predicate = context.useIndexes() ? reader.read(conjunct) : null;
      if (predicate != null && !first && PredicateReader.mayFail(conjunct)) {
        predicate = predicate.behindOthers();
      }
      first = false;
      if (predicate == null) {
        exact = false;
      } else {
        exact &= predicate.exact();
        predicates.add(predicate);
        conjuncts.put(predicate, conjunct);
      }
    }
    return new AccessChooser(
        chain.table(),
        chain.columns(),
        predicates,
        conjuncts,
        exact,
        context.useIndexes(),
        context.estimates());
  }

  /**
   * A way to read the table.
   *
   * @param ranges null for the whole index
   * @param known the ranges, as far as they are the same in every run
   * @param exact whether no filter needs to follow
   * @param ordered whether rows come in the order asked for
   */
  public record Choice(
      AssayTable table,
      List<Integer> columns,
      IndexDef index,
      @Nullable IndexRanges ranges,
      IndexRanges.@Nullable Evaluated known,
      boolean exact,
      boolean ordered,
      boolean descending,
      TableEstimates estimates) {

    public TableAccess access(TableAccess.@Nullable Limit limit) {
      return new TableAccess(
          table.definition, table.snapshot, index, columns, ranges, descending, limit);
    }

    boolean covering() {
      return access(null).covering();
    }

    /** Estimated. */
    double rows() {
      return estimates.rows(this);
    }

    private boolean isHandful() {
      int alternatives =
          ranges == null || !ranges.isWholeKey()
              ? Integer.MAX_VALUE
              : known == null ? ranges.alternatives() : known.ranges().size();
      return index.unique() && alternatives <= HANDFUL;
    }

    /** Microseconds of reading, and of sorting when an order is wanted and not given. */
    double cost(boolean sorted, boolean limited) {
      double rows = rows();
      if (limited && exact && ordered) {
        rows = Math.min(rows, 10);
      }
      double read =
          covering()
              ? AccessCosts.scan(rows, columns.size())
              : AccessCosts.scanAndLookUp(rows, columns.size());
      return read + (sorted && !ordered ? AccessCosts.sort(rows) : 0);
    }

    /** Whether it surely takes no more than the other, whatever rows there are. */
    private boolean isSurelyAsGood(Choice other) {
      return covering() && ranges != null && other.ranges == null && (ordered || !other.ordered);
    }
  }

  /**
   * The cheapest choice. Rows are not asked for where the choice does not depend on them.
   *
   * @param order over table ordinals, empty for none
   * @param limited whether only the first rows are wanted
   */
  public Choice choose(List<RelFieldCollation> order, boolean limited) {
    List<Choice> choices = new ArrayList<>();
    for (IndexDef index : table.indexes()) {
      if (!useIndexes && !index.primary()) {
        continue;
      }
      Choice choice = consider(index, order);
      if (choice.isHandful()) {
        return choice;
      }
      choices.add(choice);
    }
    List<Choice> open =
        choices.stream()
            .filter(c -> choices.stream().noneMatch(other -> other.isSurelyAsGood(c)))
            .toList();
    if (open.stream().noneMatch(c -> c.ranges != null) && order.isEmpty()) {
      // All of them read the whole table.
      return open.get(0);
    }
    Choice best = open.get(0);
    double bestCost = open.size() == 1 ? 0 : cost(best, order, limited);
    for (Choice choice : open.subList(1, open.size())) {
      double cost = cost(choice, order, limited);
      if (cost < bestCost) {
        best = choice;
        bestCost = cost;
      }
    }
    return best;
  }

  private static double cost(Choice choice, List<RelFieldCollation> order, boolean limited) {
    double cost = choice.cost(!order.isEmpty(), limited);
    boolean narrow = choice.ranges != null && cost < AccessCosts.LITTLE;
    return narrow ? cost - AccessCosts.LITTLE : cost;
  }

  /** What {@link #choose} may have to know. */
  List<CountRequest> requests() {
    List<CountRequest> requests = new ArrayList<>();
    for (IndexDef index : table.indexes()) {
      requests.addAll(estimates.requests(consider(index, List.of())));
    }
    return requests;
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
    return with(more);
  }

  /** Without conditions that say no more than that a column is not NULL. */
  AccessChooser withoutNotNull(int column) {
    List<ColumnPredicate> rest = new ArrayList<>(predicates);
    rest.removeIf(p -> p.column() == column && p.onlyNotNull());
    return with(rest);
  }

  /** The conjuncts of the chain that the ranges of a choice express. */
  List<RexNode> conjuncts(Choice choice) {
    List<RexNode> expressed = new ArrayList<>();
    if (choice.ranges != null) {
      choice.ranges.parts().forEach(part -> part.forEach(p -> expressed.add(conjuncts.get(p))));
    }
    return expressed;
  }

  private AccessChooser with(List<ColumnPredicate> others) {
    return new AccessChooser(table, columns, others, conjuncts, allExact, useIndexes, estimates);
  }

  /** The way to read one index. */
  Choice consider(IndexDef index, List<RelFieldCollation> order) {
    IndexSchema schema = IndexSchema.of(table.definition, index);
    List<List<ColumnPredicate>> parts = new ArrayList<>();
    for (IndexDef.KeyPart part : index.keyParts()) {
      List<ColumnPredicate> on =
          predicates.stream().filter(p -> p.column() == part.column()).toList();
      if (on.isEmpty()) {
        break;
      }
      parts.add(on);
      if (on.stream().noneMatch(ColumnPredicate::pointsOnly)) {
        break;
      }
    }
    int used = parts.stream().mapToInt(List::size).sum();
    IndexRanges ranges = parts.isEmpty() ? null : new IndexRanges(schema, parts);
    boolean bounded = ranges == null || ranges.bounded();
    boolean exact = allExact && used == predicates.size() && bounded;
    Boolean descending = useIndexes || order.isEmpty() ? direction(index, order) : null;
    return new Choice(
        table,
        columns,
        index,
        ranges,
        ranges == null ? null : ranges.known(),
        exact,
        descending != null,
        descending != null && descending,
        estimates);
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
