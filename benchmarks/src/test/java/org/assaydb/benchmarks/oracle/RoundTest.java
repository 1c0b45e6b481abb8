package org.assaydb.benchmarks.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.assaydb.benchmarks.oracle.generate.Sql;
import org.assaydb.benchmarks.oracle.generate.Statement;
import org.assaydb.benchmarks.oracle.generate.World;
import org.assaydb.benchmarks.oracle.subject.ConvertedQueries;
import org.assaydb.benchmarks.oracle.subject.MemoryTables;
import org.assaydb.benchmarks.oracle.subject.Outcome;
import org.assaydb.benchmarks.oracle.subject.ReferenceSubject;
import org.assaydb.benchmarks.oracle.subject.Subject;
import org.junit.jupiter.api.Test;

/** Planted faults are found; what has no fault gives no finding. */
class RoundTest {
  private static final int QUERIES = 48;

  /** The reference, with a fault of its own. */
  private static final class Faulty implements Subject {
    private final ReferenceSubject reference = new ReferenceSubject(new ConvertedQueries());
    private final UnaryOperator<Outcome> fault;

    Faulty(UnaryOperator<Outcome> fault) {
      this.fault = fault;
    }

    @Override
    public String name() {
      return "faulty";
    }

    @Override
    public void load(World world, MemoryTables tables) {
      reference.load(world, tables);
    }

    @Override
    public Outcome run(Sql query) {
      Outcome outcome = reference.run(query);
      boolean broken =
          outcome instanceof Outcome.Failure failure && failure.kind() == Outcome.Kind.BROKEN;
      return broken ? Outcome.failure("0A000", "not a plan") : fault.apply(outcome);
    }
  }

  private static List<Finding> findings(UnaryOperator<Outcome> fault) {
    Round round =
        new Round(
            new ReferenceSubject(new ConvertedQueries()), List.of(new Faulty(fault)), List.of());
    World world = Statement.world(0);
    for (long seed = 0; seed < QUERIES; seed++) {
      round.run(seed, world);
    }
    assertThat(round.tally().queries()).isEqualTo(QUERIES);
    return round.tally().findings().stream().filter(f -> f.subject().equals("faulty")).toList();
  }

  private static UnaryOperator<Outcome> rows(UnaryOperator<List<Object[]>> change) {
    return outcome ->
        outcome instanceof Outcome.Rows rows
            ? new Outcome.Rows(change.apply(rows.rows()))
            : outcome;
  }

  @Test
  void findsNothingWhereNothingDiffers() {
    assertThat(findings(rows(list -> list))).map(Finding::lines).isEmpty();
  }

  @Test
  void findsALostRowAndMakesTheQuerySmall() {
    List<Finding> found =
        findings(rows(list -> list.isEmpty() ? list : list.subList(1, list.size())));

    assertThat(found).hasSizeGreaterThan(10);
    // The first three of a kind are made smaller; the others, and the checks without a reference,
    // stay as they were found.
    List<Integer> lengths =
        found.stream()
            .filter(f -> f.check().equals("not the reference's answer"))
            .limit(3)
            .map(f -> f.sql().toString().length())
            .toList();
    assertThat(lengths).hasSize(3).allMatch(length -> length < 60);
    assertThat(found.get(0).lines()).anyMatch(l -> l.contains("SELECT"));
  }

  @Test
  void findsADoubledRow() {
    UnaryOperator<List<Object[]>> twice =
        list -> {
          List<Object[]> more = new ArrayList<>(list);
          more.addAll(list.subList(0, Math.min(1, list.size())));
          return more;
        };
    assertThat(findings(rows(twice))).hasSizeGreaterThan(10);
  }

  @Test
  void findsAnUnorderedResultOnlyWhereTheQueryOrders() {
    UnaryOperator<List<Object[]>> reversed =
        list -> {
          List<Object[]> copy = new ArrayList<>(list);
          java.util.Collections.reverse(copy);
          return copy;
        };
    List<Finding> found = findings(rows(reversed));

    assertThat(found).isNotEmpty();
    assertThat(found).map(f -> f.sql().toString()).allMatch(s -> s.contains("ORDER BY"));
  }

  @Test
  void findsANullInPlaceOfAZeroOrText() {
    UnaryOperator<List<Object[]>> nulls =
        list -> list.stream().map(r -> Arrays.copyOf(new Object[0], r.length)).toList();
    assertThat(findings(rows(nulls))).hasSizeGreaterThan(10);
  }

  @Test
  void findsAnErrorInPlaceOfRows() {
    UnaryOperator<Outcome> fails =
        outcome ->
            outcome instanceof Outcome.Rows
                ? Outcome.failure("22012", "division by zero")
                : outcome;
    assertThat(findings(fails)).hasSizeGreaterThan(30);
  }

  @Test
  void whatIsRefusedIsCountedAndNoFinding() {
    assertThat(findings(outcome -> Outcome.failure("0A000", "not yet"))).isEmpty();
  }
}
