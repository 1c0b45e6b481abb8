package org.assaydb.jdbc;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A query for each operator of the executor and each construct that reads, over the table of a
 * {@link FakeReplica}, with the rows that PostgreSQL gives.
 *
 * @param name the operator or construct
 * @param plan what EXPLAIN shows of it
 * @param rows values of a row between bars
 */
record OperatorQuery(String name, String plan, String sql, List<String> rows) {
  /** The rows that all queries are about: inserted, changed, deleted, in a run each. */
  static void fill(Connection connection) throws SQLException {
    try (Statement s = connection.createStatement()) {
      s.executeUpdate(
          "INSERT INTO T VALUES (1, 'a', 1), (2, 'b', 2), (3, 'c', 3), (4, 'd', 4), (5, NULL, 5),"
              + " (6, 'a', NULL), (7, 'b', 7), (8, 'c', 8), (9, NULL, NULL), (10, 'e', 10)");
      s.executeUpdate("UPDATE T SET AMOUNT = 20 WHERE ID = 2");
      connection.setAutoCommit(false);
      s.executeUpdate("DELETE FROM T WHERE ID = 4");
      s.executeUpdate("INSERT INTO T VALUES (11, 'a', 1.5), (12, 'f', 12)");
      connection.setAutoCommit(true);
    }
  }

  /** Whether the query says in which order its rows come. */
  boolean isOrdered() {
    return sql.matches(".* ORDER BY [^()]*");
  }

  /** Rows as text, up to the first error, which is thrown. */
  static void read(Statement statement, String sql, List<String> into) throws SQLException {
    try (ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          Object value = result.getObject(i);
          row.add(value == null ? "NULL" : text(value));
        }
        into.add(String.join("|", row));
      }
    }
  }

  private static String text(Object value) {
    return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
  }

  private static OperatorQuery of(String name, String plan, String sql, String rows) {
    return new OperatorQuery(
        name, plan, sql, rows.isEmpty() ? List.of() : Arrays.asList(rows.split(" ")));
  }

  static List<OperatorQuery> all() {
    return List.of(
        of(
            "filter",
            "LogicalFilter",
            "SELECT ID FROM T WHERE AMOUNT > 7 OR NAME IS NULL",
            "2 5 8 9 10 12"),
        of(
            "project",
            "LogicalProject",
            "SELECT ID * 2, UPPER(NAME) || '!', AMOUNT * 2 FROM T WHERE ID <= 3",
            "2|A!|2.00 4|B!|40.00 6|C!|6.00"),
        of("point read", "point lookup", "SELECT NAME FROM T WHERE ID = 2", "b"),
        of("absent key", "point lookup", "SELECT NAME FROM T WHERE ID = 4", ""),
        of(
            "keys of a list",
            "point lookup",
            "SELECT ID, AMOUNT FROM T WHERE ID IN (1, 4, 12, 99)",
            "1|1.00 12|12.00"),
        of(
            "range",
            "key range",
            "SELECT ID, NAME FROM T WHERE ID BETWEEN 2 AND 5",
            "2|b 3|c 5|NULL"),
        of(
            "hash join, inner",
            "joinType=[inner]",
            "SELECT a.ID, b.ID FROM T a JOIN T b ON a.NAME = b.NAME AND a.ID < b.ID",
            "1|11 1|6 2|7 3|8 6|11"),
        of(
            "hash join, left",
            "joinType=[left]",
            "SELECT a.ID, b.ID FROM T a LEFT JOIN T b ON a.NAME = b.NAME AND a.ID < b.ID"
                + " WHERE a.ID < 8",
            "1|6 2|7 3|8 6|11 1|11 5|NULL 7|NULL"),
        of(
            "hash join, right",
            "joinType=[right]",
            "SELECT a.ID, b.ID FROM T a RIGHT JOIN T b ON a.AMOUNT = b.ID",
            "1|1 NULL|2 3|3 5|5 NULL|6 7|7 8|8 NULL|9 10|10 NULL|11 12|12"),
        of(
            "hash join, full",
            "joinType=[full]",
            "SELECT a.ID, b.ID FROM T a FULL JOIN T b ON a.AMOUNT = b.ID + 1",
            "1|NULL 11|NULL NULL|1 3|2 NULL|3 5|NULL NULL|5 7|6 8|7 NULL|8 10|9 NULL|10"
                + " 12|11 NULL|12 2|NULL 6|NULL 9|NULL"),
        of(
            "semi join",
            "joinType=[semi]",
            "SELECT ID FROM T WHERE EXISTS (SELECT 1 FROM T b WHERE b.NAME = T.NAME AND b.ID"
                + " > T.ID)",
            "1 2 3 6"),
        of(
            "semi join of a list",
            "joinType=[semi]",
            "SELECT ID FROM T WHERE NAME IN (SELECT NAME FROM T b WHERE AMOUNT > 9)",
            "2 7 10 12"),
        of(
            "anti join",
            "joinType=[anti]",
            "SELECT ID FROM T WHERE NOT EXISTS (SELECT 1 FROM T b WHERE b.NAME = T.NAME AND"
                + " b.ID <> T.ID)",
            "5 9 10 12"),
        of(
            "null-aware anti join",
            "NOT(IN(",
            "SELECT ID FROM T WHERE AMOUNT NOT IN (SELECT AMOUNT FROM T b WHERE ID > 10)",
            "1 2 3 5 7 8 10"),
        of(
            "null-aware anti join, NULL inside",
            "NOT(IN(",
            "SELECT ID FROM T WHERE AMOUNT NOT IN (SELECT AMOUNT FROM T b WHERE ID > 8)",
            ""),
        of(
            "null-aware anti join, correlated",
            "IS NOT FALSE(",
            "SELECT ID FROM T WHERE AMOUNT NOT IN (SELECT AMOUNT FROM T b WHERE b.NAME ="
                + " T.NAME AND b.ID <> T.ID)",
            "2 3 5 7 8 9 10 12"),
        of(
            "lookup join, semi",
            "LookupJoin",
            "SELECT v.x FROM (VALUES (1), (4), (12)) v(x) WHERE EXISTS (SELECT 1 FROM T"
                + " WHERE T.ID = v.x)",
            "1 12"),
        of(
            "lookup join, anti",
            "LookupJoin",
            "SELECT v.x FROM (VALUES (1), (4), (12)) v(x) WHERE NOT EXISTS (SELECT 1 FROM T"
                + " WHERE T.ID = v.x)",
            "4"),
        of(
            "lookup join, inner",
            "LookupJoin",
            "SELECT a.ID, b.NAME FROM T a JOIN T b ON b.ID = a.ID WHERE a.ID IN (1, 4, 5)",
            "1|a 5|NULL"),
        of(
            "nested loop join, inner",
            "joinType=[inner]",
            "SELECT a.ID, b.ID FROM T a JOIN T b ON a.ID > b.ID + 8",
            "10|1 11|1 12|1 11|2 12|2 12|3"),
        of(
            "nested loop join, left",
            "joinType=[left]",
            "SELECT a.ID, b.ID FROM T a LEFT JOIN T b ON a.AMOUNT > b.AMOUNT + 9",
            "1|NULL 2|1 2|3 2|5 2|7 2|8 2|10 2|11 3|NULL 5|NULL 6|NULL 7|NULL 8|NULL 9|NULL"
                + " 10|NULL 11|NULL 12|1 12|11"),
        of(
            "nested loop join, full",
            "joinType=[full]",
            "SELECT a.ID, b.ID FROM T a FULL JOIN T b ON a.ID > b.ID + 9",
            "1|NULL 2|NULL 3|NULL 5|NULL 6|NULL 7|NULL 8|NULL 9|NULL 10|NULL 11|1 12|1 12|2"
                + " NULL|3 NULL|5 NULL|6 NULL|7 NULL|8 NULL|9 NULL|10 NULL|11 NULL|12"),
        of(
            "cross join",
            "condition=[true]",
            "SELECT a.ID, b.ID FROM T a CROSS JOIN T b WHERE a.ID < 3 AND b.ID > 10",
            "1|11 1|12 2|11 2|12"),
        of(
            "sort",
            "LogicalSort",
            "SELECT ID, NAME FROM T ORDER BY NAME DESC NULLS LAST, ID",
            "12|f 10|e 3|c 8|c 2|b 7|b 1|a 6|a 11|a 5|NULL 9|NULL"),
        of(
            "top",
            "fetch=[3]",
            "SELECT ID, AMOUNT FROM T ORDER BY AMOUNT DESC NULLS LAST, ID FETCH FIRST 3 ROWS"
                + " ONLY",
            "2|20.00 12|12.00 10|10.00"),
        of(
            "top with ties",
            "WITH_TIES",
            "SELECT ID, NAME FROM T ORDER BY NAME FETCH FIRST 2 ROWS WITH TIES",
            "1|a 6|a 11|a"),
        of(
            "limit and offset",
            "offset=[3]",
            "SELECT ID FROM T ORDER BY ID OFFSET 3 ROWS FETCH FIRST 4 ROWS ONLY",
            "5 6 7 8"),
        of(
            "limit of a sub-query",
            "fetch=[4]",
            "SELECT COUNT(*) FROM (SELECT ID FROM T LIMIT 4) x",
            "4"),
        of(
            "hash aggregate",
            "group=[{0}]",
            "SELECT NAME, COUNT(*), SUM(AMOUNT), MIN(ID), MAX(AMOUNT) FROM T GROUP BY NAME",
            "NULL|2|5.00|5|5.00 a|3|2.50|1|1.50 b|2|27.00|2|20.00 c|2|11.00|3|8.00"
                + " f|1|12.00|12|12.00 e|1|10.00|10|10.00"),
        of(
            "aggregate without groups",
            "group=[{}]",
            "SELECT COUNT(*), COUNT(NAME), SUM(AMOUNT), SUM(ID) FROM T",
            "11|9|67.50|74"),
        of(
            "distinct aggregate",
            "DISTINCT",
            "SELECT COUNT(DISTINCT NAME), SUM(AMOUNT) FILTER (WHERE ID > 5) FROM T",
            "5|38.50"),
        of(
            "ordered aggregate",
            "WITHIN GROUP",
            "SELECT LISTAGG(NAME, '-') WITHIN GROUP (ORDER BY ID DESC) FROM T",
            "f-a-e-c-b-a-c-b-a"),
        of(
            "having",
            "LogicalAggregate",
            "SELECT NAME FROM T GROUP BY NAME HAVING COUNT(*) > 1",
            "NULL a b c"),
        of(
            "grouping sets",
            "groups=[[{0}, {1}, {}]]",
            "SELECT NAME, ID > 6, COUNT(*) FROM T GROUP BY GROUPING SETS ((NAME), (ID > 6),"
                + " ())",
            "NULL|NULL|11 NULL|NULL|2 a|NULL|3 b|NULL|2 c|NULL|2 f|NULL|1 e|NULL|1"
                + " NULL|false|5 NULL|true|6"),
        of(
            "rollup",
            "groups=[[{0}, {}]]",
            "SELECT NAME, SUM(ID) FROM T GROUP BY ROLLUP (NAME)",
            "NULL|74 NULL|14 a|18 b|9 c|11 f|12 e|10"),
        of(
            "window",
            "OVER (",
            "SELECT ID, ROW_NUMBER() OVER (PARTITION BY NAME ORDER BY ID), SUM(ID) OVER"
                + " (ORDER BY ID ROWS 2 PRECEDING) FROM T",
            "1|1|1 2|1|3 3|1|6 5|1|10 6|2|14 7|2|18 8|2|21 9|2|24 10|1|27 11|3|30 12|1|33"),
        of("distinct", "LogicalAggregate", "SELECT DISTINCT NAME FROM T", "NULL a b c f e"),
        of(
            "union",
            "LogicalUnion(all=[false])",
            "SELECT NAME FROM T WHERE ID < 4 UNION SELECT NAME FROM T WHERE ID > 9",
            "a b c f e"),
        of(
            "union all",
            "LogicalUnion(all=[true])",
            "SELECT NAME FROM T WHERE ID < 4 UNION ALL SELECT NAME FROM T WHERE ID > 9",
            "a b c e a f"),
        of(
            "intersect",
            "LogicalIntersect(all=[false])",
            "SELECT NAME FROM T WHERE ID < 6 INTERSECT SELECT NAME FROM T WHERE ID > 5",
            "NULL a b c"),
        of(
            "intersect all",
            "LogicalIntersect(all=[true])",
            "SELECT NAME FROM T INTERSECT ALL SELECT NAME FROM T WHERE ID > 5",
            "NULL a a b c f e"),
        of(
            "except",
            "LogicalMinus(all=[false])",
            "SELECT NAME FROM T EXCEPT SELECT NAME FROM T WHERE ID > 7",
            "b"),
        of(
            "except all",
            "LogicalMinus(all=[true])",
            "SELECT NAME FROM T EXCEPT ALL SELECT NAME FROM T WHERE ID > 7",
            "NULL a a b b c"),
        of(
            "recursion",
            "LogicalRepeatUnion",
            "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT T.ID FROM r JOIN T ON T.ID ="
                + " r.n + 1) SELECT n FROM r",
            "1 2 3"),
        of(
            "common table expression, used twice",
            "LogicalJoin",
            "WITH c AS (SELECT ID, NAME FROM T WHERE ID > 8) SELECT x.ID, y.ID FROM c x JOIN"
                + " c y ON x.ID = y.ID + 1",
            "10|9 11|10 12|11"),
        of(
            "scalar sub-query",
            "$SCALAR_QUERY",
            "SELECT ID FROM T WHERE AMOUNT > (SELECT AVG(AMOUNT) FROM T)",
            "2 8 10 12"),
        of(
            "correlated sub-query",
            "joinType=[left]",
            "SELECT ID, (SELECT MAX(b.ID) FROM T b WHERE b.NAME = T.NAME) FROM T",
            "1|11 2|7 3|8 5|NULL 6|11 7|7 8|8 9|NULL 10|10 11|11 12|12"),
        of(
            "correlated sub-query, any condition",
            "$cor0",
            "SELECT ID, (SELECT COUNT(*) FROM T b WHERE b.AMOUNT < T.AMOUNT) FROM T",
            "1|0 2|8 3|2 5|3 6|0 7|4 8|5 9|0 10|6 11|1 12|7"),
        of(
            "correlated sub-query, two levels",
            "$cor0",
            "SELECT ID FROM T WHERE ID = (SELECT MIN(b.ID) FROM T b WHERE EXISTS (SELECT 1"
                + " FROM T c WHERE c.NAME = T.NAME AND c.ID > b.ID AND b.NAME = T.NAME))",
            "1 2 3"),
        of(
            "some and all",
            "SOME",
            "SELECT ID FROM T WHERE AMOUNT >= ALL (SELECT AMOUNT FROM T b WHERE b.ID < T.ID"
                + " AND b.AMOUNT IS NOT NULL)",
            "1 2"),
        of(
            "lateral",
            "LogicalCorrelate",
            "SELECT a.ID, x.ID FROM T a CROSS JOIN LATERAL (SELECT b.ID FROM T b WHERE b.ID"
                + " > a.ID ORDER BY b.ID FETCH FIRST 1 ROWS ONLY) x WHERE a.ID < 5",
            "1|2 2|3 3|5"),
        of(
            "lateral, left",
            "LogicalCorrelate",
            "SELECT a.ID, x.ID FROM T a LEFT JOIN LATERAL (SELECT b.ID FROM T b WHERE b.ID >"
                + " a.ID ORDER BY b.ID FETCH FIRST 1 ROWS ONLY) x ON TRUE WHERE a.ID > 9",
            "10|11 11|12 12|NULL"),
        of(
            "lookup join, left, of VALUES",
            "LookupJoin",
            "SELECT v.x, T.NAME FROM (VALUES (1), (4), (12)) v(x) LEFT JOIN T ON T.ID = v.x",
            "1|a 12|f 4|NULL"),
        of(
            "lookup join, inner, of UNNEST",
            "LookupJoin",
            "SELECT u.x, T.NAME FROM T JOIN UNNEST(ARRAY[1, 4, 12]) u(x) ON T.ID = u.x",
            "1|a 12|f"),
        of(
            "as of a height",
            "at height 2",
            "SELECT ID, AMOUNT FROM T FOR SYSTEM_TIME AS OF 2 WHERE ID < 5",
            "1|1.00 2|2.00 3|3.00 4|4.00"));
  }
}
