package org.assaydb.benchmarks.suites;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.LongConsumer;
import org.assaydb.benchmarks.store.LocalDatabase;
import org.assaydb.benchmarks.store.SealedTables;
import org.assaydb.sql.PlannedStatement;
import org.assaydb.sql.PlannedStatement.ExecutionContext;
import org.assaydb.sql.planner.CalcitePlanner;
import org.jspecify.annotations.Nullable;

/**
 * FoodMart's 6,761 queries, which Mondrian asked, over its 876,042 rows in verified columns. Rows
 * are compared as a bag, numbers to four digits after the point, as FoodMart's amounts have them.
 */
public final class FoodMartSuite {
  /** Queries of the whole suite. */
  public static final int QUERIES = FoodMartQueries.COUNT;

  private static final int DIGITS = 4;

  private final int every;
  private final LongConsumer done;
  private final Verdicts verdicts = new Verdicts();
  private final LocalDatabase database = new LocalDatabase(new CalcitePlanner());

  /**
   * A run.
   *
   * @param every runs each n-th query: 1 for all
   * @param done told how many more queries were passed
   */
  public FoodMartSuite(int every, LongConsumer done) {
    this.every = every;
    this.done = done;
  }

  /** Loads the tables and runs the queries. */
  public Verdicts run() throws IOException {
    FoodMartData.load(database);
    SealedTables sealed = SealedTables.of(database);
    ExecutionContext context = new ExecutionContext(sealed, sealed.stateHeight(), 0);
    try (FoodMartQueries queries = FoodMartQueries.open()) {
      int passed = 0;
      for (FoodMartQueries.Query q = queries.next(); q != null; q = queries.next()) {
        if (passed++ % every == 0) {
          run(q, context);
        }
        done.accept(1);
      }
    }
    return verdicts;
  }

  private void run(FoodMartQueries.Query query, ExecutionContext context) {
    String place = "query " + query.id();
    try {
      PlannedStatement.Query planned = (PlannedStatement.Query) database.plan(query.sql());
      List<List<String>> rows = new ArrayList<>();
      LocalDatabase.rows(planned, context).forEach(row -> rows.add(texts(Arrays.asList(row))));
      List<List<String>> expected = new ArrayList<>();
      query.rows().forEach(row -> expected.add(texts(row)));
      rows.sort(FoodMartSuite::compare);
      expected.sort(FoodMartSuite::compare);
      String difference = difference(rows, expected);
      if (difference == null) {
        verdicts.right();
      } else {
        verdicts.wrong(place, query.sql(), difference);
      }
    } catch (RuntimeException e) {
      verdicts.failed(place, query.sql(), e);
    }
  }

  private static @Nullable String difference(List<List<String>> rows, List<List<String>> expected) {
    if (rows.size() != expected.size()) {
      return rows.size() + " rows, expected " + expected.size();
    }
    for (int i = 0; i < rows.size(); i++) {
      if (!rows.get(i).equals(expected.get(i))) {
        return "sorted row " + (i + 1) + " is " + rows.get(i) + ", expected " + expected.get(i);
      }
    }
    return null;
  }

  private static int compare(List<String> a, List<String> b) {
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      int order = a.get(i).compareTo(b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.size(), b.size());
  }

  private static List<String> texts(List<? extends @Nullable Object> row) {
    List<String> texts = new ArrayList<>(row.size());
    row.forEach(value -> texts.add(text(value)));
    return Collections.unmodifiableList(texts);
  }

  private static String text(@Nullable Object value) {
    if (value instanceof Number number) {
      return new BigDecimal(number.toString())
          .setScale(DIGITS, RoundingMode.HALF_UP)
          .stripTrailingZeros()
          .toPlainString();
    }
    return String.valueOf(value);
  }
}
