package org.assaydb.benchmarks.suites;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assaydb.benchmarks.resource.Resource;
import org.assaydb.benchmarks.store.LocalDatabase;
import org.assaydb.benchmarks.store.TextValues;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.sql.PlannedStatement;
import org.jspecify.annotations.Nullable;

/**
 * FoodMart's tables from the script that HSQLDB opens its database with: CREATE TABLE and INSERT of
 * one row a line. Its indexes are left out.
 */
final class FoodMartData {
  private static final String CREATE = "CREATE MEMORY TABLE ";
  private static final String INSERT = "INSERT INTO \"";
  private static final String VALUES = "\" VALUES(";

  private final LocalDatabase database;
  private final Map<String, PlannedStatement.Update> inserts = new HashMap<>();

  private FoodMartData(LocalDatabase database) {
    this.database = database;
  }

  /** Creates and fills the tables. */
  static void load(LocalDatabase database) throws IOException {
    FoodMartData data = new FoodMartData(database);
    try (BufferedReader script =
        new BufferedReader(
            new InputStreamReader(Resource.open("/foodmart.script"), StandardCharsets.UTF_8))) {
      for (String line = script.readLine(); line != null; line = script.readLine()) {
        if (line.startsWith(CREATE)) {
          database.run("CREATE TABLE " + line.substring(CREATE.length()));
        } else if (line.startsWith(INSERT)) {
          data.insert(line);
        }
      }
    }
  }

  private void insert(String line) {
    int end = line.indexOf(VALUES);
    String table = line.substring(INSERT.length(), end);
    List<@Nullable String> texts = literals(line, end + VALUES.length());
    PlannedStatement.Update insert =
        inserts.computeIfAbsent(table, name -> plan(name, texts.size()));
    List<ColumnType> types = insert.parameterTypes();
    @Nullable Object[] row = new @Nullable Object[types.size()];
    for (int i = 0; i < row.length; i++) {
      String text = texts.get(i);
      row[i] = text == null ? null : TextValues.parse(types.get(i), text);
    }
    database.change(insert, row);
  }

  private PlannedStatement.Update plan(String table, int columns) {
    String marks = String.join(", ", Collections.nCopies(columns, "?"));
    return (PlannedStatement.Update)
        database.plan("INSERT INTO \"" + table + "\" VALUES (" + marks + ")");
  }

  /** Literals up to the closing parenthesis, texts without quotes, null for NULL. */
  static List<@Nullable String> literals(String line, int from) {
    List<@Nullable String> literals = new ArrayList<>();
    int at = from;
    while (line.charAt(at - 1) != ')') {
      int end = at;
      if (line.charAt(at) == '\'') {
        end = endOfText(line, at);
        literals.add(unescaped(line.substring(at + 1, end - 1).replace("''", "'")));
      } else {
        while (line.charAt(end) != ',' && line.charAt(end) != ')') {
          end++;
        }
        String literal = line.substring(at, end);
        literals.add(literal.equals("NULL") ? null : literal);
      }
      at = end + 1;
    }
    return literals;
  }

  /** Behind the quote that ends a text. */
  private static int endOfText(String line, int start) {
    int at = start + 1;
    while (line.charAt(at) != '\'' || line.charAt(at + 1) == '\'') {
      at += line.charAt(at) == '\'' ? 2 : 1;
    }
    return at + 1;
  }

  /** HSQLDB writes characters beyond ASCII as a backslash, u and four digits. */
  private static String unescaped(String text) {
    int escape = text.indexOf("\\u");
    return escape < 0
        ? text
        : text.substring(0, escape)
            + (char) Integer.parseInt(text.substring(escape + 2, escape + 6), 16)
            + unescaped(text.substring(escape + 6));
  }
}
