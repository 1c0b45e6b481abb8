package org.assaydb.benchmarks.oracle.generate;

import java.util.List;

/**
 * Two queries that must give the same rows, whatever they mean: ternary logic partitioning (Rigger
 * and Su, OOPSLA 2020) and non-optimizing reference engine construction (ESEC/FSE 2020).
 */
public record Check(String name, Sql left, Sql right) {

  /** The checks of a seed. */
  public static List<Check> of(long seed, World world) {
    Context context = new Context(new Dice(~seed), world);
    Dice dice = context.dice;
    int depth = dice.one(0, 1, 1, 2);
    Relations.Relation from = context.relations.of(null, depth);
    Names names = new Names(from.columns(), null);
    Sql p = context.predicates.of(names, 2, depth);
    List<Sql> columns =
        dice.shuffled(from.columns()).subList(0, Math.min(2, from.columns().size())).stream()
            .map(Names.Item::sql)
            .toList();
    return List.of(partition(Sql.list(columns), from.sql(), p), count(from.sql(), p));
  }

  /**
   * A row that must appear (pivoted query synthesis, Rigger and Su, OSDI 2020): its columns, what
   * they are read from, and a condition that is made true for it.
   */
  public record Pivot(Sql items, Sql from, Sql condition) {
    /** All rows with the value of the condition as the last column. */
    public Sql all() {
      return Sql.query("SELECT ", items, ", ", condition, " FROM ", from);
    }

    /** The rows for which the condition has a value. */
    public Sql rows(@org.jspecify.annotations.Nullable Boolean value) {
      String test = value == null ? "UNKNOWN" : value ? "TRUE" : "FALSE";
      return Sql.query("SELECT ", items, " FROM ", from, " WHERE (", condition, ") IS ", test);
    }

    /** The pivot of a seed. */
    public static Pivot of(long seed, World world) {
      Context context = new Context(new Dice(seed ^ 0x3333333333L), world);
      int depth = context.dice.one(0, 1, 2);
      Relations.Relation from = context.relations.of(null, depth);
      Sql p = context.predicates.of(new Names(from.columns(), null), 2, depth);
      List<Sql> items = from.columns().stream().map(Names.Item::sql).toList();
      return new Pivot(Sql.list(items), from.sql(), p);
    }
  }

  private static Check partition(Sql items, Sql from, Sql p) {
    Sql whole = Sql.query("SELECT ", items, " FROM ", from);
    Sql parts =
        Sql.query(
            "(",
            whole,
            " WHERE ",
            p,
            ") UNION ALL (",
            whole,
            " WHERE NOT (",
            p,
            ")) UNION ALL (",
            whole,
            " WHERE (",
            p,
            ") IS NULL)");
    return new Check("TLP", whole, parts);
  }

  private static Check count(Sql from, Sql p) {
    Sql filtered = Sql.query("SELECT COUNT(*) FROM ", from, " WHERE ", p);
    Sql summed =
        Sql.query("SELECT COALESCE(SUM(CASE WHEN ", p, " THEN 1 ELSE 0 END), 0) FROM ", from);
    return new Check("NoREC", filtered, summed);
  }
}
