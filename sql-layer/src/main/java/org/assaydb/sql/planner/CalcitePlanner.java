package org.assaydb.sql.planner;

import java.util.LinkedHashMap;
import java.util.Map;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.schema.Catalog;
import org.assaydb.sql.PlannedStatement;
import org.assaydb.sql.SqlPlanner;

/** The planner: Calcite in front, authenticated indexes behind. Thread safe. */
public final class CalcitePlanner implements SqlPlanner {
  private static final int CACHED_PLANS = 512;

  private record CacheKey(String sql, Digest catalog) {}

  private final boolean useIndexes;
  private final boolean direct;
  private final Map<CacheKey, PlannedStatement> cache =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<CacheKey, PlannedStatement> eldest) {
          return size() > CACHED_PLANS;
        }
      };

  public CalcitePlanner() {
    this(true, true);
  }

  /** Without indexes every table is read by full scans: an oracle for tests. */
  public CalcitePlanner(boolean useIndexes) {
    this(useIndexes, useIndexes);
  }

  /** {@code direct}: whether simple queries are planned without Calcite's optimizer. */
  public CalcitePlanner(boolean useIndexes, boolean direct) {
    this.useIndexes = useIndexes;
    this.direct = direct;
  }

  @Override
  public PlannedStatement plan(String sql, Catalog catalog) {
    CacheKey key = new CacheKey(sql, catalog.digest());
    synchronized (cache) {
      PlannedStatement cached = cache.get(key);
      if (cached != null) {
        return cached;
      }
    }
    PlannedStatement planned = new StatementPlanner(catalog, useIndexes, direct).plan(sql);
    synchronized (cache) {
      cache.put(key, planned);
    }
    return planned;
  }
}
