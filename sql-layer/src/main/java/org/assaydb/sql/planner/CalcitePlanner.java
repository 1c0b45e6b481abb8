package org.assaydb.sql.planner;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.schema.Catalog;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.sql.PlannedStatement;
import org.assaydb.sql.SqlPlanner;
import org.assaydb.sql.syntax.SqlText;
import org.jspecify.annotations.Nullable;

/** The planner: Calcite in front, authenticated indexes behind. Thread safe. */
public final class CalcitePlanner implements SqlPlanner {
  private static final int CACHED_PLANS = 512;

  private record CacheKey(String sql, Digest catalog, List<@Nullable ColumnType> parameterTypes) {}

  private final PlannerOptions options;
  private final Map<CacheKey, PlannedStatement> cache =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<CacheKey, PlannedStatement> eldest) {
          return size() > CACHED_PLANS;
        }
      };

  public CalcitePlanner() {
    this(PlannerOptions.all());
  }

  public CalcitePlanner(PlannerOptions options) {
    this.options = options;
  }

  @Override
  public int parameterCount(String sql) {
    return DeepStack.call(() -> SqlText.parameterCount(SqlText.parse(sql)));
  }

  @Override
  public PlannedStatement plan(
      String sql, Catalog catalog, List<@Nullable ColumnType> parameterTypes) {
    List<@Nullable ColumnType> given =
        parameterTypes.stream().allMatch(Objects::isNull)
            ? List.of()
            : Collections.unmodifiableList(new ArrayList<>(parameterTypes));
    CacheKey key = new CacheKey(sql, catalog.digest(), given);
    synchronized (cache) {
      PlannedStatement cached = cache.get(key);
      if (cached != null) {
        return cached;
      }
    }
    PlannedStatement planned =
        DeepStack.call(() -> new StatementPlanner(catalog, options, given).plan(sql));
    synchronized (cache) {
      cache.put(key, planned);
    }
    return planned;
  }
}
