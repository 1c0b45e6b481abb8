package org.assaydb.benchmarks.oracle.generate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an expression may name: columns or, above a GROUP BY, its keys and aggregates; then what the
 * queries around it offer.
 */
record Names(List<Item> items, @Nullable Names outer) {

  /**
   * @param column whether it is a column, which a sub-query may name too
   */
  record Item(Sql sql, Family family, boolean column) {
    static Item column(String name, Family family) {
      return new Item(Sql.expression(family, name), family, true);
    }
  }

  Names {
    items = List.copyOf(items);
  }

  Names with(List<Item> more) {
    List<Item> all = new ArrayList<>(items);
    all.addAll(more);
    return new Names(all, outer);
  }

  List<Item> of(Family family) {
    return items.stream().filter(i -> accepts(family, i.family())).toList();
  }

  List<Item> columns() {
    return items.stream().filter(Item::column).toList();
  }

  /** Names for a sub-query: columns only. */
  Names columnsOnly() {
    return new Names(columns(), outer);
  }

  private static boolean accepts(Family wanted, Family offered) {
    return wanted == offered
        || wanted == Family.BIGINT && offered.isInteger()
        || wanted == Family.INTEGER && offered == Family.SMALLINT
        || wanted == Family.WIDE_DECIMAL && offered == Family.DECIMAL;
  }
}
