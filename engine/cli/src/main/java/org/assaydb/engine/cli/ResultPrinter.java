package org.assaydb.engine.cli;

import java.io.PrintStream;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import org.assaydb.engine.terminal.TextTable;

/** Prints a result as an aligned table, some rows at a time, so that its length costs no memory. */
final class ResultPrinter {
  /** Rows that are held back to align them. */
  private static final int PART_ROWS = 1_000;

  private ResultPrinter() {}

  /** Prints heading and rows; returns the number of rows. */
  static long print(ResultSet result, PrintStream out) throws SQLException {
    ResultSetMetaData meta = result.getMetaData();
    int columns = meta.getColumnCount();
    StringBuilder alignment = new StringBuilder();
    String[] heading = new String[columns];
    for (int i = 0; i < columns; i++) {
      alignment.append(isNumber(meta.getColumnType(i + 1)) ? 'r' : 'l');
      heading[i] = meta.getColumnLabel(i + 1);
    }
    TextTable table = new TextTable(alignment.toString(), heading);
    long rows = 0;
    while (result.next()) {
      String[] cells = new String[columns];
      for (int i = 0; i < columns; i++) {
        String text = result.getString(i + 1);
        cells[i] = text == null ? "NULL" : text;
      }
      table.add(cells);
      rows++;
      if (rows % PART_ROWS == 0) {
        out.print(table.drain());
      }
    }
    out.print(table.drain());
    return rows;
  }

  private static boolean isNumber(int sqlType) {
    return switch (sqlType) {
      case Types.SMALLINT,
          Types.INTEGER,
          Types.BIGINT,
          Types.DECIMAL,
          Types.NUMERIC,
          Types.DOUBLE ->
          true;
      default -> false;
    };
  }
}
