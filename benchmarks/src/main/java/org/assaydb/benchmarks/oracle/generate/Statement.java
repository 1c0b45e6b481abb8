package org.assaydb.benchmarks.oracle.generate;

/**
 * A query and what is known of it.
 *
 * @param seed from which its world and it follow
 */
public record Statement(long seed, Sql sql) {
  private static final int QUERIES_PER_WORLD = 64;

  /** Queries of neighbouring seeds share their tables. */
  public static World world(long seed) {
    return World.of(Math.floorDiv(seed, QUERIES_PER_WORLD));
  }

  /** Whether the query before has other tables. */
  public static boolean firstOfWorld(long seed) {
    return Math.floorMod(seed, QUERIES_PER_WORLD) == 0;
  }

  /** The query of a seed over {@link #world}. */
  public static Statement of(long seed, World world) {
    return new Context(new Dice(seed), world).queries.statement(seed);
  }

  public Statement withSql(Sql other) {
    return new Statement(seed, other);
  }
}
