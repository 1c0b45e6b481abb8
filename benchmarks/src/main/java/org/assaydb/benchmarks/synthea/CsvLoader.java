package org.assaydb.benchmarks.synthea;

import java.io.IOException;
import java.io.Reader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongConsumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Loads CSV text into an existing table through JDBC batches. Each full batch is committed by
 * itself.
 */
public final class CsvLoader {
  /** Rows per batch. */
  public static final int BATCH_ROWS = 5_000;

  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();

  private final Connection connection;
  private final LongConsumer loaded;

  /**
   * A loader on a connection in autocommit mode.
   *
   * @param loaded told the number of rows of each batch once it is committed
   */
  public CsvLoader(Connection connection, LongConsumer loaded) {
    this.connection = connection;
    this.loaded = loaded;
  }

  /**
   * Loads one table and closes the text.
   *
   * @return rows loaded
   * @throws IOException when the text cannot be read or does not fit the table: names table, line
   *     and column
   */
  public long load(String table, Reader text) throws IOException, SQLException {
    try (CSVParser parser = CSVParser.parse(text, FORMAT)) {
      List<FieldReader> fields = fieldsOf(table, parser.getHeaderNames());
      try (PreparedStatement insert = connection.prepareStatement(insertInto(table, fields))) {
        return insertAll(table, parser, fields, insert);
      }
    }
  }

  private long insertAll(
      String table, CSVParser parser, List<FieldReader> fields, PreparedStatement insert)
      throws IOException, SQLException {
    long rows = 0;
    int pending = 0;
    for (CSVRecord row : parser) {
      bind(table, row, fields, insert);
      insert.addBatch();
      rows++;
      if (++pending == BATCH_ROWS) {
        flush(insert, pending);
        pending = 0;
      }
    }
    if (pending > 0) {
      flush(insert, pending);
    }
    return rows;
  }

  private void flush(PreparedStatement insert, int rows) throws SQLException {
    insert.executeBatch();
    loaded.accept(rows);
  }

  private static void bind(
      String table, CSVRecord row, List<FieldReader> fields, PreparedStatement insert)
      throws IOException, SQLException {
    String place = table + ".csv, record " + row.getRecordNumber();
    if (row.size() != fields.size()) {
      throw new IOException(place + ": " + row.size() + " fields, expected " + fields.size());
    }
    for (int i = 0; i < fields.size(); i++) {
      FieldReader field = fields.get(i);
      Object value;
      try {
        value = field.read(row.get(i));
      } catch (IllegalArgumentException e) {
        throw new IOException(place + ", " + e.getMessage(), e);
      }
      if (value == null) {
        insert.setNull(i + 1, field.sqlType());
      } else {
        insert.setObject(i + 1, value);
      }
    }
  }

  /** The table's own types, in the order of the header. Names are compared without case. */
  private List<FieldReader> fieldsOf(String table, List<String> header)
      throws IOException, SQLException {
    Map<String, FieldReader> columns = new HashMap<>();
    try (PreparedStatement none =
            connection.prepareStatement("SELECT * FROM " + table + " WHERE 1 = 0");
        ResultSet result = none.executeQuery()) {
      ResultSetMetaData meta = result.getMetaData();
      for (int i = 1; i <= meta.getColumnCount(); i++) {
        String name = meta.getColumnName(i);
        columns.put(
            name.toUpperCase(Locale.ROOT),
            new FieldReader(
                name, meta.getColumnType(i), meta.getColumnTypeName(i), meta.getScale(i)));
      }
    }
    List<FieldReader> fields = new ArrayList<>();
    for (String name : header) {
      FieldReader field = columns.get(name.toUpperCase(Locale.ROOT));
      if (field == null) {
        throw new IOException(table + ".csv: table " + table + " has no column " + name);
      }
      fields.add(field);
    }
    return fields;
  }

  private static String insertInto(String table, List<FieldReader> fields) {
    List<String> names = fields.stream().map(f -> '"' + f.column() + '"').toList();
    return "INSERT INTO "
        + table
        + " ("
        + String.join(", ", names)
        + ") VALUES ("
        + String.join(", ", names.stream().map(n -> "?").toList())
        + ")";
  }
}
