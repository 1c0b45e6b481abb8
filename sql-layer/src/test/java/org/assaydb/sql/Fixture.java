package org.assaydb.sql;

import org.assaydb.sql.planner.CalcitePlanner;

/** The tables that several tests read. */
public final class Fixture {
  private Fixture() {}

  public static MemoryDatabase database(CalcitePlanner planner) {
    MemoryDatabase db = new MemoryDatabase(planner);
    db.run(
        "create table t (id int primary key, a int, b varchar(20) default 'dflt', d decimal(10,2),"
            + " ts timestamp default current_timestamp, c char(5))");
    db.run("create index t_a on t (a)");
    db.run("create index t_b on t (b desc) include (a)");
    db.run(
        "create table u (k1 varchar(10), k2 int, v double, u uuid, bin varbinary(10),"
            + " primary key (k1, k2 desc))");
    db.run("create table nokey (x bigint not null, y boolean, dt date, tm time)");
    db.run(
        "insert into t (id, a, b, d, c) values (1, 10, 'x', 1.005, 'ab'), (2, null, 'y', -2, null),"
            + " (3, 10, default, 3.14159, 'abc'), (?, 5+5, upper('z'), null, 'q')",
        4);
    db.run(
        "insert into u values ('p', 1, 1.5, uuid '123e4567-e89b-12d3-a456-426614174000', x'0aff'),"
            + " ('p', 2, 2, null, null), ('q', 1, 3e0, null, null)");
    db.run(
        "insert into nokey values (1, true, date '2020-02-03', time '10:11:12'),"
            + " (1, null, '2021-01-01', null)");
    return db;
  }

  public static String text(Object[] row) {
    StringBuilder out = new StringBuilder();
    for (Object value : row) {
      out.append(out.isEmpty() ? "" : " | ");
      out.append(value instanceof byte[] bytes ? java.util.HexFormat.of().formatHex(bytes) : value);
    }
    return out.toString();
  }
}
