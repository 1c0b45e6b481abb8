package org.assaydb.benchmarks.oracle;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import org.assaydb.benchmarks.oracle.generate.Sql;
import org.assaydb.benchmarks.oracle.generate.World;

/** Makes a finding smaller as long as it stays one, tries and time permitting. */
final class Shrinker {
  private static final int MOST_TRIES = 600;
  private static final long LONGEST_NS = TimeUnit.MINUTES.toNanos(1);

  private final BiPredicate<World, Sql> differs;
  private World world;
  private Sql sql;
  private final long begun = System.nanoTime();
  private int tries;

  /** {@code differs}: whether a query still is the finding over some tables. */
  Shrinker(World world, Sql sql, BiPredicate<World, Sql> differs) {
    this.world = world;
    this.sql = sql;
    this.differs = differs;
  }

  /** Smaller queries first, then fewer rows, again while anything helps. */
  void run() {
    boolean smaller = true;
    while (smaller) {
      smaller = smallerQuery() | smallerWorld();
    }
  }

  World world() {
    return world;
  }

  Sql sql() {
    return sql;
  }

  private boolean smallerQuery() {
    boolean any = false;
    boolean again = true;
    while (again) {
      again = false;
      int length = sql.toString().length();
      for (Sql candidate : sql.smaller()) {
        if (candidate.toString().length() < length && tried(world, candidate)) {
          sql = candidate;
          any = true;
          again = true;
          break;
        }
      }
    }
    return any;
  }

  private boolean smallerWorld() {
    boolean any = false;
    boolean again = true;
    while (again) {
      again = false;
      List<World> candidates = world.smaller();
      for (World candidate : candidates) {
        if (tried(candidate, sql)) {
          world = candidate;
          any = true;
          again = true;
          break;
        }
      }
    }
    return any;
  }

  private boolean tried(World candidate, Sql query) {
    return ++tries <= MOST_TRIES
        && System.nanoTime() - begun < LONGEST_NS
        && differs.test(candidate, query);
  }
}
