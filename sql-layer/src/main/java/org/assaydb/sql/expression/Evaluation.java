package org.assaydb.sql.expression;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.assaydb.sql.PlannedStatement.ExecutionContext;
import org.assaydb.sql.spill.Workspace;
import org.jspecify.annotations.Nullable;

/**
 * What one run of a statement, or of a sub-query for one outer row, sees besides its rows:
 * parameters, the time, the tables, the outer rows, memory. Not thread safe.
 */
public final class Evaluation {
  /** A value is asked for that only a run has. */
  public static final class NotYetKnown extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotYetKnown() {
      super("not known before a run", null, false, false);
    }
  }

  private final @Nullable ExecutionContext context;
  private final @Nullable Object @Nullable [] parameters;
  private final Workspace workspace;
  private final Map<Integer, @Nullable Object[]> outerRows;
  private final Map<Object, Object> memory;
  private final List<@Nullable Object[]> givenRows;

  /**
   * @param parameters single values (see {@link org.assaydb.sql.vector.Layout}) of the types that
   *     the plan gave them, null for NULL
   * @param givenRows rows of single values that the plan reads beside its tables
   */
  public Evaluation(
      ExecutionContext context,
      @Nullable Object[] parameters,
      Workspace workspace,
      List<@Nullable Object[]> givenRows) {
    this(context, parameters, workspace, Map.of(), new IdentityHashMap<>(), givenRows);
  }

  /** A run without given rows. */
  public Evaluation(ExecutionContext context, @Nullable Object[] parameters, Workspace workspace) {
    this(context, parameters, workspace, List.of());
  }

  /** Before a run: asked for what only a run has, it throws {@link NotYetKnown}. */
  public static Evaluation beforeRun() {
    Workspace none = new Workspace(0, () -> {});
    return new Evaluation(null, null, none, Map.of(), new IdentityHashMap<>(), List.of());
  }

  private Evaluation(
      @Nullable ExecutionContext context,
      @Nullable Object @Nullable [] parameters,
      Workspace workspace,
      Map<Integer, @Nullable Object[]> outerRows,
      Map<Object, Object> memory,
      List<@Nullable Object[]> givenRows) {
    this.context = context;
    this.parameters = parameters;
    this.workspace = workspace;
    this.outerRows = outerRows;
    this.memory = memory;
    this.givenRows = givenRows;
  }

  public ExecutionContext context() {
    if (context == null) {
      throw new NotYetKnown();
    }
    return context;
  }

  public @Nullable Object parameter(int index) {
    if (parameters == null) {
      throw new NotYetKnown();
    }
    return parameters[index];
  }

  /** Rows that the statement had before its query began. */
  public List<@Nullable Object[]> givenRows() {
    return givenRows;
  }

  /** Time of the snapshot's block, in microseconds since 1970 UTC. */
  public long timeMicros() {
    return context().timeMs() * 1000;
  }

  /** Memory budget and temporary files of the statement. */
  public Workspace workspace() {
    return workspace;
  }

  /**
   * Ends the statement when it was cancelled or its time is over. To be called in every loop whose
   * length data decides, at least once a batch.
   */
  public void checkInterrupted() {
    workspace.checkInterrupted();
  }

  /**
   * Field of the outer row that a correlated sub-query runs for.
   *
   * @param correlation number of Calcite's correlation variable
   */
  public @Nullable Object outer(int correlation, int field) {
    @Nullable Object[] row = outerRows.get(correlation);
    if (parameters == null) {
      throw new NotYetKnown();
    } else if (row == null) {
      throw new IllegalStateException("no outer row $cor" + correlation);
    }
    return row[field];
  }

  /** Lets an observer see the operators that are started from now on. */
  public void observe(RunObserver observer) {
    memory.put(RunObserver.class, observer);
  }

  /** Null for most runs. */
  public @Nullable RunObserver observer() {
    return (RunObserver) memory.get(RunObserver.class);
  }

  /** The same run with the row of one more correlation variable; fields not used may be null. */
  public Evaluation withOuter(int correlation, @Nullable Object[] row) {
    Map<Integer, @Nullable Object[]> rows = new HashMap<>(outerRows);
    rows.put(correlation, row);
    return new Evaluation(context, parameters, workspace, rows, memory, givenRows);
  }

  /**
   * What a part of the plan keeps during the whole statement, across all runs of sub-queries
   * (results by outer key, say).
   *
   * @param owner the part, by identity of its plan
   */
  @SuppressWarnings("unchecked")
  public <T> T remembered(Object owner, java.util.function.Supplier<T> first) {
    return (T) memory.computeIfAbsent(owner, k -> first.get());
  }
}
