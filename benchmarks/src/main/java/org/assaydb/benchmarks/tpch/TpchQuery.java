package org.assaydb.benchmarks.tpch;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.assaydb.benchmarks.resource.Resource;

/**
 * One of the 22 queries.
 *
 * @param number from 1
 * @param order columns, from 1, by whose values ORDER BY sorts the result
 * @param sql without semicolon; TPC-H's column aliases, but no reserved words
 */
record TpchQuery(int number, String title, List<Integer> order, String sql) {
  static final int COUNT = 22;

  private static final String ORDER = "-- ordered by ";
  private static final BigDecimal FRACTION = new BigDecimal("0.0001");

  /** All of them for tables of a scale factor, which is a parameter of query 11. */
  static List<TpchQuery> all(double scale) {
    String fraction =
        FRACTION
            .divide(BigDecimal.valueOf(scale), 12, java.math.RoundingMode.HALF_UP)
            .toPlainString();
    return IntStream.rangeClosed(1, COUNT).mapToObj(n -> read(n, fraction)).toList();
  }

  private static TpchQuery read(int number, String fraction) {
    String text = Resource.text(String.format(Locale.ROOT, "/tpch/%02d.sql", number));
    String[] parts = text.split("\n", 3);
    if (parts.length < 3 || !parts[0].startsWith("-- ") || !parts[1].startsWith(ORDER)) {
      throw new IllegalStateException("query " + number + " lacks its two lines of heading");
    }
    List<Integer> order =
        Arrays.stream(parts[1].substring(ORDER.length()).split(", "))
            .map(Integer::valueOf)
            .toList();
    String sql = parts[2].strip().replace("${FRACTION}", fraction);
    return new TpchQuery(number, parts[0].substring(3).strip(), order, sql);
  }

  String name() {
    return "Q" + number;
  }
}
