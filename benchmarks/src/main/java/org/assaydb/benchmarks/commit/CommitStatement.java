package org.assaydb.benchmarks.commit;

/** What a measured commit writes. */
public enum CommitStatement {
  /** New rows with keys that go up. */
  INSERT("INSERT INTO %s VALUES (?, 1)"),

  /** Rows of the connection's own, by key, in turn. */
  UPDATE("UPDATE %s SET v = v + 1 WHERE id = ?");

  private final String template;

  CommitStatement(String template) {
    this.template = template;
  }

  String sql(String table) {
    return String.format(java.util.Locale.ROOT, template, table);
  }

  /** Rows that each connection finds in its table. */
  int rowsBefore(int batch) {
    return this == INSERT ? 0 : Math.max(100, batch);
  }
}
