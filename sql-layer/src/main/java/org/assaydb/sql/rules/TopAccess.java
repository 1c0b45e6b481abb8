package org.assaydb.sql.rules;

import java.util.List;
import org.assaydb.proofs.schema.IndexDef;
import org.assaydb.sql.access.IndexRanges;
import org.assaydb.sql.access.RowMode;
import org.assaydb.sql.access.TableAccess;
import org.jspecify.annotations.Nullable;

/** Accesses to the rows with the least or greatest values of a SKIP column. */
final class TopAccess {
  private TopAccess() {}

  /**
   * The first rows by {@code column}, without those where it is NULL; null when the index cannot
   * tell, or other conditions than that remain.
   */
  public static @Nullable TableAccess of(
      AccessChooser chooser,
      TableChain chain,
      IndexDef index,
      int column,
      boolean greatest,
      TableAccess.Limit limit) {
    var type = chain.table().definition.columns().get(column).type();
    if (!index.skipped().contains(column) || !RowMode.comparable(type)) {
      return null;
    }
    AccessChooser rest = chooser.withoutNotNull(column);
    AccessChooser.Choice choice = rest.consider(index, List.of());
    IndexRanges ranges = choice.ranges();
    boolean oneRange =
        ranges == null
            || ranges.parts().stream()
                .allMatch(p -> p.stream().allMatch(c -> c.alternatives().size() == 1));
    if (!choice.exact() || !oneRange) {
      return null;
    }
    String name = chain.table().definition.columns().get(column).name();
    RowMode mode = new RowMode.Top(column, greatest, name);
    return new TableAccess(
        chain.table().definition,
        chain.table().snapshot,
        index,
        chain.columns(),
        ranges,
        false,
        limit,
        mode);
  }
}
