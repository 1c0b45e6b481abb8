package org.assaydb.benchmarks.oracle;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.assaydb.benchmarks.oracle.Comparison.Tolerance;
import org.assaydb.benchmarks.oracle.Comparison.Verdict;
import org.assaydb.benchmarks.oracle.generate.Check;
import org.assaydb.benchmarks.oracle.generate.Dialect;
import org.assaydb.benchmarks.oracle.generate.Sql;
import org.assaydb.benchmarks.oracle.generate.Statement;
import org.assaydb.benchmarks.oracle.generate.World;
import org.assaydb.benchmarks.oracle.subject.MemoryTables;
import org.assaydb.benchmarks.oracle.subject.Outcome;
import org.assaydb.benchmarks.oracle.subject.ReferenceSubject;
import org.assaydb.benchmarks.oracle.subject.Subject;
import org.assaydb.sql.SqlPlanner;
import org.assaydb.sql.planner.CalcitePlanner;
import org.jspecify.annotations.Nullable;

/** Runs generated queries on the reference and on all subjects, and judges. Not thread safe. */
final class Round {
  private static final Pattern FLOATING =
      Pattern.compile("\\b(SUM|AVG|STDDEV|VAR|COVAR|REGR|CORR|SQRT|POWER)\\w*\\(");
  private static final int SHRUNK_OF_A_KIND = 3;

  private final ReferenceSubject reference;
  private final List<Subject> engines;
  private final List<Subject> others;
  private final SqlPlanner definitions = new CalcitePlanner();
  private final Map<String, Integer> shrunk = new HashMap<>();
  private final Tally tally = new Tally();
  private World loaded = new World(List.of());

  /**
   * @param engines variants of ours, whose errors have to be the reference's
   * @param others other databases
   */
  Round(ReferenceSubject reference, List<Subject> engines, List<Subject> others) {
    this.reference = reference;
    this.engines = engines;
    this.others = others;
  }

  Tally tally() {
    return tally;
  }

  private void load(World world) {
    if (world != loaded) {
      MemoryTables tables = MemoryTables.of(world, definitions);
      reference.load(world, tables);
      engines.forEach(s -> s.load(world, tables));
      others.forEach(s -> s.load(world, tables));
      loaded = world;
    }
  }

  /** The query of a seed, and the checks that follow from the same seed. */
  void run(long seed, World world) {
    load(world);
    Statement statement = Statement.of(seed, world);
    Sql sql = statement.sql();
    tally.query();
    Outcome expected = reference.run(sql);
    countReference(statement, expected);
    for (Subject subject : engines) {
      judge(statement, world, subject, expected, true);
    }
    for (Subject subject : others) {
      judge(statement, world, subject, expected, false);
    }
    if (seed % 8 == 0) {
      Check.of(seed, world).forEach(check -> run(seed, world, check));
      pivot(seed, world, Check.Pivot.of(seed, world));
    }
  }

  private void countReference(Statement statement, Outcome expected) {
    if (!(expected instanceof Outcome.Failure failure)) {
      tally.count(reference.name(), "rows");
      return;
    }
    tally.count(reference.name(), failure.kind().toString());
    tally.reason(reference.name(), failure.message());
    if (failure.kind() == Outcome.Kind.BROKEN) {
      finding(statement, loaded, reference, "plan or interpreter is broken", expected);
    }
  }

  private void judge(
      Statement statement, World world, Subject subject, Outcome expected, boolean ours) {
    Outcome found = subject.run(statement.sql());
    Verdict verdict = comparison(statement, ours).of(expected, found, ours);
    if (found instanceof Outcome.Failure failure && verdict == Verdict.REFUSED) {
      tally.reason(subject.name(), failure.sqlState() + " " + failure.message());
    }
    if (verdict == Verdict.DIFFERS) {
      String text = statement.sql().print(Dialect.ASSAY).text();
      Optional<String> deviation =
          Deviations.of(new Deviations.Case(subject.name(), text, expected, found));
      if (deviation.isPresent()) {
        tally.count(subject.name(), "DEVIATES");
        tally.deviation(deviation.get());
        return;
      }
      finding(statement, world, subject, "not the reference's answer", found);
    }
    tally.count(subject.name(), verdict.toString());
  }

  private static Comparison comparison(Statement statement, boolean ours) {
    boolean floating = FLOATING.matcher(statement.sql().toString()).find();
    return new Comparison(
        statement.sql().isOrdered(),
        ours ? floating ? Tolerance.FLOATING : Tolerance.NONE : Tolerance.TYPES);
  }

  /** Records a difference; the first ones of a kind are made smaller. */
  private void finding(
      Statement statement, World world, Subject subject, String check, Outcome found) {
    Finding whole = described(statement, world, statement.sql(), subject, check, found);
    if (shrunk.merge(whole.kind(), 1, Integer::sum) > SHRUNK_OF_A_KIND) {
      tally.finding(whole);
      return;
    }
    Shrinker shrinker =
        new Shrinker(
            world,
            statement.sql(),
            (w, sql) ->
                kindOf(statement, w, sql, subject, check).equals(Optional.of(whole.kind())));
    shrinker.run();
    load(shrinker.world());
    Outcome smallest = subject.run(shrinker.sql());
    tally.finding(described(statement, shrinker.world(), shrinker.sql(), subject, check, smallest));
    load(world);
  }

  private Finding described(
      Statement statement, World world, Sql sql, Subject subject, String check, Outcome found) {
    Outcome expected = reference.run(sql);
    return new Finding(
        statement.seed(),
        subject.name(),
        check,
        world,
        sql,
        subject == reference ? "a valid plan" : Comparison.shown(expected),
        Comparison.shown(found));
  }

  /** The kind of the difference that a changed query shows, if any. */
  private Optional<String> kindOf(
      Statement statement, World world, Sql sql, Subject subject, String check) {
    load(world);
    Outcome expected = reference.run(sql);
    Outcome found = subject == reference ? expected : subject.run(sql);
    boolean ours = engines.contains(subject);
    boolean differs =
        subject == reference
            ? found instanceof Outcome.Failure failure && failure.kind() == Outcome.Kind.BROKEN
            : comparison(statement.withSql(sql), ours).of(expected, found, ours) == Verdict.DIFFERS;
    return differs
        ? Optional.of(described(statement, world, sql, subject, check, found).kind())
        : Optional.empty();
  }

  /**
   * Two queries that must give the same rows, on each variant of ours. One query after the other on
   * all variants, because they share its conversion.
   */
  private void run(long seed, World world, Check check) {
    List<Outcome> lefts = engines.stream().map(s -> s.run(check.left())).toList();
    List<Outcome> rights = engines.stream().map(s -> s.run(check.right())).toList();
    for (int i = 0; i < engines.size(); i++) {
      Subject subject = engines.get(i);
      Outcome left = lefts.get(i);
      Outcome right = rights.get(i);
      if (left instanceof Outcome.Rows && right instanceof Outcome.Rows) {
        Comparison comparison = new Comparison(false, Tolerance.NONE);
        boolean holds =
            comparison.equal(((Outcome.Rows) left).rows(), ((Outcome.Rows) right).rows());
        tally.count(subject.name() + ", " + check.name(), holds ? "AGREES" : "DIFFERS");
        if (!holds) {
          tally.finding(
              new Finding(
                  seed,
                  subject.name(),
                  check.name() + " against " + check.right(),
                  world,
                  check.left(),
                  Comparison.shown(right),
                  Comparison.shown(left)));
        }
      } else {
        tally.count(subject.name() + ", " + check.name(), "REFUSED");
      }
    }
  }

  /** A row for which the condition has a value must be among those for which it has it. */
  private void pivot(long seed, World world, Check.Pivot pivot) {
    if (!(reference.run(pivot.all()) instanceof Outcome.Rows all) || all.rows().isEmpty()) {
      return;
    }
    @Nullable Object[] picked = all.rows().get(Math.floorMod(seed, all.rows().size()));
    @Nullable Object[] row = Arrays.copyOf(picked, picked.length - 1);
    Sql query = pivot.rows((Boolean) picked[row.length]);
    Comparison comparison = new Comparison(false, Tolerance.NONE);
    for (Subject subject : engines) {
      Outcome found = subject.run(query);
      boolean there =
          found instanceof Outcome.Rows rows
              && rows.rows().stream().anyMatch(r -> comparison.equal(row, r));
      boolean answered = found instanceof Outcome.Rows;
      tally.count(subject.name() + ", pivot", !answered ? "REFUSED" : there ? "AGREES" : "DIFFERS");
      if (answered && !there) {
        String expected = "a row " + Arrays.toString(row);
        tally.finding(
            new Finding(
                seed, subject.name(), "pivot", world, query, expected, Comparison.shown(found)));
      }
    }
  }
}
