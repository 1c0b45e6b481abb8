package org.assaydb.benchmarks.suites;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.assaydb.benchmarks.resource.Resource;
import org.jspecify.annotations.Nullable;

/** FoodMart's queries with their rows, one by one: the file has 84 MB. */
final class FoodMartQueries implements AutoCloseable {
  /** Queries in the file. */
  static final int COUNT = 6_761;

  private final JsonParser json;

  /**
   * A query with the rows that HSQLDB gave.
   *
   * @param id its number in the file; some are left out there
   * @param rows values are texts, numbers, booleans and null
   */
  record Query(int id, String sql, List<List<@Nullable Object>> rows) {}

  private FoodMartQueries(JsonParser json) {
    this.json = json;
  }

  static FoodMartQueries open() throws IOException {
    JsonParser json = new JsonFactory().createParser(Resource.open("/queries.json"));
    while (json.nextToken() != JsonToken.START_ARRAY) {
      // The object's one field is the list.
    }
    return new FoodMartQueries(json);
  }

  /** The next one; null at the end. */
  @Nullable Query next() throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      return null;
    }
    int id = 0;
    String sql = "";
    List<List<@Nullable Object>> rows = List.of();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "id" -> id = json.getIntValue();
        case "sql" -> sql = json.getText();
        case "rows" -> rows = rows();
        default -> json.skipChildren();
      }
    }
    return new Query(id, sql, rows);
  }

  private List<List<@Nullable Object>> rows() throws IOException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    while (json.nextToken() == JsonToken.START_ARRAY) {
      List<@Nullable Object> row = new ArrayList<>();
      while (json.nextToken() != JsonToken.END_ARRAY) {
        row.add(value());
      }
      rows.add(row);
    }
    return rows;
  }

  private @Nullable Object value() throws IOException {
    return switch (json.currentToken()) {
      case VALUE_NULL -> null;
      case VALUE_TRUE, VALUE_FALSE -> json.getBooleanValue();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new BigDecimal(json.getText());
      default -> json.getText();
    };
  }

  @Override
  public void close() throws IOException {
    json.close();
  }
}
