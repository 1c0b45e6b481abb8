package org.assaydb.benchmarks.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.assaydb.proofs.read.RowEntries;
import org.assaydb.proofs.read.RowEntries.RowImage;
import org.assaydb.proofs.schema.Column;
import org.assaydb.proofs.schema.IndexDef;
import org.assaydb.proofs.schema.IndexDef.KeyPart;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyCodec;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.proofs.schema.TableId;
import org.assaydb.proofs.schema.Version;
import org.assaydb.proofs.tree.Entry;
import org.jspecify.annotations.Nullable;

/**
 * A table of one primary index whose rows follow from their number and a revision alone, so that
 * only revisions have to be kept of what was written. Not thread safe.
 */
public final class BenchTable {
  /** Makes rows. */
  @FunctionalInterface
  public interface Rows {
    /**
     * Values of all columns.
     *
     * @param number from 0; the key follows from it alone and ascends with it
     * @param revision 0 at first, greater after each update
     */
    @Nullable Object[] row(long number, int revision);
  }

  private final IndexSchema schema;
  private final RowEntries derive;
  private final Rows rows;
  private int[] revisions = {};

  private BenchTable(TableDef table, Rows rows) {
    schema = IndexSchema.of(table, table.primaryIndex());
    derive = new RowEntries(table);
    this.rows = rows;
  }

  /**
   * A table.
   *
   * @param keyColumns the first columns, ascending, are the primary key
   * @param grouped leading key columns that the index is grouped by
   * @param summarized columns whose sums every node carries
   * @param skipped columns whose bounds every node carries
   */
  public static BenchTable of(
      int id,
      List<Column> columns,
      int keyColumns,
      int grouped,
      List<Integer> summarized,
      List<Integer> skipped,
      Rows r) {
    List<KeyPart> parts = new ArrayList<>();
    for (int i = 0; i < keyColumns; i++) {
      parts.add(new KeyPart(i, false));
    }
    IndexDef primary =
        new IndexDef(
            new IndexId(id), "PK", true, true, parts, List.of(), grouped, summarized, skipped);
    return new BenchTable(
        new TableDef(new TableId(id), 1, "PUBLIC", "T" + id, columns, List.of(primary)), r);
  }

  public IndexSchema schema() {
    return schema;
  }

  public IndexId index() {
    return schema.id();
  }

  /** Key of a row. */
  public Key key(long number) {
    return KeyCodec.primaryKey(schema, rows.row(number, 0));
  }

  /** INSERT entries of rows {@code from} to {@code to}, in run order. */
  public List<Entry> inserts(long from, long to, long height) {
    List<Entry> entries = new ArrayList<>((int) (to - from));
    for (long i = from; i < to; i++) {
      entries.add(entry(null, image(i, 0), Version.of(height, 0)));
    }
    return entries;
  }

  /** UPDATE entries of {@code count} distinct random rows below {@code rowCount}, in run order. */
  public List<Entry> updates(Random random, int rowCount, int count, long height) {
    if (revisions.length < rowCount) {
      revisions = Arrays.copyOf(revisions, rowCount);
    }
    List<Entry> entries = new ArrayList<>(count);
    Version version = Version.of(height, 0);
    random
        .ints(0, rowCount)
        .distinct()
        .limit(Math.min(count, rowCount))
        .forEach(
            i -> {
              RowImage before = image(i, revisions[i]++);
              entries.add(entry(before, image(i, revisions[i]), version));
            });
    entries.sort(Comparator.naturalOrder());
    return entries;
  }

  private Entry entry(@Nullable RowImage before, RowImage after, Version version) {
    return derive.derive(before, after, version).get(0).entry();
  }

  private RowImage image(long number, int revision) {
    @Nullable Object[] row = rows.row(number, revision);
    return new RowImage(KeyCodec.primaryKey(schema, row), row);
  }
}
