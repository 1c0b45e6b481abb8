package org.assaydb.sql.planner;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assaydb.proofs.BoundedMap;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.schema.Catalog;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.sql.PlannedStatement;
import org.assaydb.sql.SqlPlanner;
import org.assaydb.sql.statistics.CountRequest;
import org.assaydb.sql.statistics.PlanCounts;
import org.assaydb.sql.statistics.RowCounts;
import org.assaydb.sql.syntax.SqlText;
import org.jspecify.annotations.Nullable;

/**
 * The planner: Calcite in front, authenticated indexes behind. Keeps plans by text, catalog and
 * types, and for each of them by the counts that the plan was chosen by. Thread safe.
 */
public final class CalcitePlanner implements SqlPlanner {
  private static final int CACHED_TEXTS = 512;
  private static final int CACHED_PLANS = 8;

  /** Longer texts are hardly ever of the simplest kind. */
  private static final int SHORT = 1000;

  private record CacheKey(String sql, Digest catalog, List<@Nullable ColumnType> parameterTypes) {}

  /** Plans of one text. */
  private record Plans(List<CountRequest> requests, Map<List<Long>, PlannedStatement> byCounts) {}

  private final PlannerOptions options;
  private final Map<CacheKey, Plans> cache = BoundedMap.byUse(CACHED_TEXTS);

  public CalcitePlanner() {
    this(PlannerOptions.all());
  }

  public CalcitePlanner(PlannerOptions options) {
    this.options = options;
  }

  @Override
  public int parameterCount(String sql) {
    return DeepStack.call(sql, () -> SqlText.parameterCount(SqlText.parse(sql)));
  }

  @Override
  public PlannedStatement plan(
      String sql, Catalog catalog, List<@Nullable ColumnType> parameterTypes, RowCounts rowCounts) {
    List<@Nullable ColumnType> given = given(parameterTypes);
    CacheKey key = new CacheKey(sql, catalog.digest(), given);
    PlanCounts counts = new PlanCounts(rowCounts);
    PlannedStatement cached = cached(key, counts);
    if (cached != null) {
      return cached;
    }
    PlannedStatement planned =
        DeepStack.call(sql, () -> new StatementPlanner(catalog, options, given, counts).plan(sql));
    keep(key, counts, planned);
    return planned;
  }

  private static List<@Nullable ColumnType> given(List<@Nullable ColumnType> types) {
    return types.stream().allMatch(Objects::isNull)
        ? List.of()
        : Collections.unmodifiableList(new ArrayList<>(types));
  }

  @Override
  public @Nullable PlannedStatement planAtOnce(
      String sql, Catalog catalog, List<@Nullable ColumnType> parameterTypes, RowCounts rowCounts) {
    List<@Nullable ColumnType> given = given(parameterTypes);
    CacheKey key = new CacheKey(sql, catalog.digest(), given);
    PlanCounts counts = new PlanCounts(rowCounts);
    PlannedStatement cached = cached(key, counts);
    if (cached != null || sql.length() > SHORT) {
      return cached;
    }
    PlannedStatement direct = new StatementPlanner(catalog, options, given, counts).direct(sql);
    if (direct != null) {
      keep(key, counts, direct);
    }
    return direct;
  }

  private @Nullable PlannedStatement cached(CacheKey key, PlanCounts counts) {
    List<CountRequest> requests;
    synchronized (cache) {
      Plans plans = cache.get(key);
      if (plans == null) {
        return null;
      }
      requests = plans.requests;
    }
    // Asking may take a round trip.
    List<Long> answers = counts.answers(requests);
    synchronized (cache) {
      Plans plans = cache.get(key);
      return plans == null || !plans.requests.equals(requests) ? null : plans.byCounts.get(answers);
    }
  }

  private void keep(CacheKey key, PlanCounts counts, PlannedStatement planned) {
    List<CountRequest> requests = List.copyOf(counts.asked().keySet());
    List<Long> answers = List.copyOf(counts.asked().values());
    synchronized (cache) {
      Plans plans = cache.get(key);
      if (plans == null || !plans.requests.equals(requests)) {
        plans = new Plans(requests, BoundedMap.byUse(CACHED_PLANS));
        cache.put(key, plans);
      }
      plans.byCounts.put(answers, planned);
    }
  }
}
