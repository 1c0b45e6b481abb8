package org.assaydb.benchmarks.oracle.generate;

import java.util.ArrayList;
import java.util.List;

/** What the parts of one query's generation share. */
final class Context {
  /**
   * A query of WITH.
   *
   * @param families of its columns c0, c1, ...
   */
  record Named(String name, List<Family> families) {}

  final Dice dice;
  final ValuePool values;
  final World world;
  final List<Named> named = new ArrayList<>();
  final Expressions expressions = new Expressions(this);
  final Predicates predicates = new Predicates(this);
  final SubQueries subQueries = new SubQueries(this);
  final Relations relations = new Relations(this);
  final Aggregates aggregates = new Aggregates(this);
  final WindowCalls windows = new WindowCalls(this);
  final Selects selects = new Selects(this);
  final Queries queries = new Queries(this);
  private int aliases;

  Context(Dice dice, World world) {
    this.dice = dice;
    this.world = world;
    values = new ValuePool(dice, dice.percent(15));
  }

  String alias() {
    return "r" + aliases++;
  }

  List<Family> families(int most) {
    List<Family> families = new ArrayList<>();
    for (int i = 0; i < dice.upTo(most); i++) {
      families.add(family());
    }
    return families;
  }

  Family family() {
    return dice.percent(80) ? dice.one(Family.COMMON) : dice.one(Family.ALL);
  }
}
