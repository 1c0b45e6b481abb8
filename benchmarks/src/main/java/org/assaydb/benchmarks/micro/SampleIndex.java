package org.assaydb.benchmarks.micro;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.assaydb.ads.IndexStore;
import org.assaydb.ads.StateTree;
import org.assaydb.ads.StoreBatch;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.read.RowCursor;
import org.assaydb.proofs.schema.Column;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.ColumnType.Kind;
import org.assaydb.proofs.schema.IndexDef;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyCodec;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.proofs.schema.RowCodec;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.proofs.schema.TableId;
import org.assaydb.proofs.schema.Version;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.tree.EntryKind;

/**
 * One primary index of observations, about 150 bytes a row, in a store on a temporary directory.
 */
final class SampleIndex implements AutoCloseable {
  /** Positions of the columns that scans read: time and amount. */
  static final List<Integer> SCANNED = List.of(1, 3);

  static final int ROWS = 100_000;

  private static final List<Column> COLUMNS =
      List.of(
          new Column("ID", ColumnType.of(Kind.BIGINT), false, null),
          new Column("TIME", ColumnType.of(Kind.TIMESTAMP), false, null),
          new Column("CODE", ColumnType.of(Kind.VARCHAR, 20), false, null),
          new Column("AMOUNT", ColumnType.decimal(12, 2), true, null),
          new Column("TEXT", ColumnType.of(Kind.VARCHAR, 300), true, null));

  private final Path directory;
  private final IndexStore store;
  private final IndexSchema schema;
  private StateTree state;

  private SampleIndex(Path directory, IndexStore store) {
    this.directory = directory;
    this.store = store;
    this.state = store.emptyState();
    IndexDef primary =
        new IndexDef(
            new IndexId(100), "PK", true, true, List.of(new IndexDef.KeyPart(0, false)), List.of());
    TableDef table = new TableDef(new TableId(100), 1, "PUBLIC", "T", COLUMNS, List.of(primary));
    this.schema = IndexSchema.of(table, primary);
  }

  static SampleIndex empty() {
    try {
      Path directory = Files.createTempDirectory("assay-micro");
      return new SampleIndex(directory, IndexStore.open(directory));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@link #ROWS} rows written in one block. */
  static SampleIndex filled() {
    SampleIndex index = empty();
    index.state = index.build(index.entries(ROWS));
    index.store.commit(index.state, new StoreBatch(), false);
    return index;
  }

  /** Rows with ascending keys, made from a fixed seed. */
  List<Entry> entries(int rows) {
    Random random = new Random(4242);
    List<Entry> entries = new ArrayList<>(rows);
    for (long i = 0; i < rows; i++) {
      Object[] row = {
        i,
        1_600_000_000_000L + i * 1000,
        "C" + random.nextInt(500),
        BigDecimal.valueOf(random.nextInt(1_000_000), 2),
        "observation ".repeat(8) + random.nextInt()
      };
      entries.add(
          new Entry(
              KeyCodec.primaryKey(schema, row),
              Version.of(1, 0),
              EntryKind.INSERT,
              RowCodec.encode(schema.valueTypes(), row)));
    }
    return entries;
  }

  /** The state after a block that creates the index with these entries; nothing is committed. */
  StateTree build(List<Entry> entries) {
    return store
        .emptyState()
        .apply(1, Map.of(schema.id(), entries), List.of(schema), List.<IndexId>of());
  }

  StateTree state() {
    return state;
  }

  Optional<IndexSchema> schemaOf(IndexId id) {
    return id.equals(schema.id()) ? Optional.of(schema) : Optional.empty();
  }

  /** Lookup of one whole row. */
  ReadSpec point(long id) {
    return new ReadSpec.Lookup(schema.id(), List.of(0, 1, 2, 3, 4), 1, List.of(key(id)));
  }

  /** Scan of two columns over {@code rows} rows. */
  ReadSpec scan(long from, long rows) {
    KeyRange range = new KeyRange(key(from), key(from + rows));
    return new ReadSpec.Scan(schema.id(), SCANNED, 1, List.of(range), false, Long.MAX_VALUE);
  }

  private Key key(long id) {
    return KeyCodec.primaryKey(schema, new Object[] {id, null, null, null, null});
  }

  /** Runs a read to its end; the sum keeps the values alive. */
  static long drain(RowCursor cursor, ReadSpec spec) {
    long sum = 0;
    while (cursor.next()) {
      for (int column : spec.columns()) {
        sum += String.valueOf(cursor.value(column)).length();
      }
    }
    return sum;
  }

  @Override
  public void close() {
    store.close();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
