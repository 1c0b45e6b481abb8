package org.assaydb.benchmarks.proofs;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assaydb.benchmarks.store.BenchTable;
import org.assaydb.proofs.schema.Column;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.ColumnType.Kind;

/** The tables that the cases read; each has as many rows as the measurement asks for. */
public final class ProofTables {
  /** Rows of one key of {@link #sums}. */
  static final int ROWS_OF_A_KEY = 1_000;

  /** Groups of {@link #groups}. */
  static final int GROUPS = 100;

  /** Columns of {@link #wide}. */
  static final int WIDE_COLUMNS = 25;

  /** Different codes of {@link #events}. */
  static final int CODES = 10_000;

  private static final ColumnType INTEGER = ColumnType.of(Kind.INTEGER);
  private static final ColumnType BIGINT = ColumnType.of(Kind.BIGINT);
  private static final ColumnType MONEY = ColumnType.decimal(12, 2);

  /** Length of the text that makes the values of a row 200 bytes long. */
  private static final int TEXT_BYTES = 163;

  private ProofTables() {}

  /** (ID, TIME, CODE, AMOUNT, TEXT), 200 bytes of values a row. */
  static BenchTable rows() {
    List<Column> columns =
        List.of(
            column("ID", BIGINT),
            column("TIME", ColumnType.of(Kind.TIMESTAMP)),
            column("CODE", ColumnType.of(Kind.VARCHAR, 20)),
            column("AMOUNT", MONEY),
            column("TEXT", ColumnType.of(Kind.VARCHAR, 300)));
    return BenchTable.of(1, columns, 1, 0, List.of(), List.of(), ProofTables::row);
  }

  private static Object[] row(long number, int revision) {
    Random random = random(number, revision);
    StringBuilder text = new StringBuilder(TEXT_BYTES);
    while (text.length() < TEXT_BYTES) {
      text.append((char) ('a' + random.nextInt(26)));
    }
    String code = "C" + (10_000_000 + random.nextInt(500));
    return new Object[] {2 * number, time(number), code, money(random), text.toString()};
  }

  /** (KEY, ID, AMOUNT), 1,000 rows of each key, sums of the amounts in every node. */
  static BenchTable sums() {
    return BenchTable.of(
        2,
        List.of(column("KEY", INTEGER), column("ID", INTEGER), column("AMOUNT", MONEY)),
        2,
        0,
        List.of(2),
        List.of(),
        (number, revision) ->
            new Object[] {
              (int) (number / ROWS_OF_A_KEY), (int) number, money(random(number, revision))
            });
  }

  /** (KEY, AMOUNT), distinct keys, sums of the amounts in every node. */
  static BenchTable distinct() {
    return BenchTable.of(
        3,
        List.of(column("KEY", BIGINT), column("AMOUNT", MONEY)),
        1,
        0,
        List.of(1),
        List.of(),
        (number, revision) -> new Object[] {2 * number, money(random(number, revision))});
  }

  /** (GRP, ID, AMOUNT), 100 groups, grouped by GRP, sums of the amounts in every node. */
  static BenchTable groups(int rowCount) {
    int rowsOfAGroup = rowsOfAGroup(rowCount);
    return BenchTable.of(
        4,
        List.of(column("GRP", INTEGER), column("ID", INTEGER), column("AMOUNT", MONEY)),
        2,
        1,
        List.of(2),
        List.of(),
        (number, revision) ->
            new Object[] {
              (int) (number / rowsOfAGroup), (int) number, money(random(number, revision))
            });
  }

  /** Rows of each group but perhaps the last. */
  static int rowsOfAGroup(int rowCount) {
    return (rowCount + GROUPS - 1) / GROUPS;
  }

  /** 25 columns: ID, then whole numbers, codes, amounts and times in turn. */
  public static BenchTable wide() {
    List<Column> columns = new ArrayList<>();
    columns.add(column("ID", BIGINT));
    for (int i = 1; i < WIDE_COLUMNS; i++) {
      ColumnType type =
          switch (i % 4) {
            case 0 -> INTEGER;
            case 1 -> ColumnType.of(Kind.TIMESTAMP);
            case 2 -> ColumnType.of(Kind.VARCHAR, 20);
            default -> MONEY;
          };
      columns.add(column("C" + i, type));
    }
    return BenchTable.of(5, columns, 1, 0, List.of(), List.of(), ProofTables::wideRow);
  }

  private static Object[] wideRow(long number, int revision) {
    Random random = random(number, revision);
    Object[] row = new Object[WIDE_COLUMNS];
    row[0] = number;
    for (int i = 1; i < WIDE_COLUMNS; i++) {
      row[i] =
          switch (i % 4) {
            case 0 -> (Object) random.nextInt(1_000);
            case 1 -> time(number) + random.nextInt(1000);
            case 2 -> "C" + random.nextInt(500);
            default -> money(random);
          };
    }
    return row;
  }

  /**
   * (ID, TIME, CODE): times ascend with the keys, codes lie at random; nodes have bounds of both.
   */
  static BenchTable events() {
    return BenchTable.of(
        6,
        List.of(
            column("ID", BIGINT),
            column("TIME", ColumnType.of(Kind.TIMESTAMP)),
            column("CODE", INTEGER)),
        1,
        0,
        List.of(),
        List.of(1, 2),
        (number, revision) ->
            new Object[] {number, time(number), random(number, revision).nextInt(CODES)});
  }

  /** Time of an event. */
  static long time(long number) {
    return 1_600_000_000_000L + number * 1000;
  }

  private static Random random(long number, int revision) {
    return new Random(number * 31 + revision);
  }

  private static BigDecimal money(Random random) {
    return BigDecimal.valueOf(random.nextInt(1_000_000), 2);
  }

  private static Column column(String name, ColumnType type) {
    return new Column(name, type, false, null);
  }
}
