package org.assaydb.benchmarks.store;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assaydb.ads.WitnessSession;
import org.assaydb.proofs.read.AggregateCursor;
import org.assaydb.proofs.read.IndexReader;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.read.RowBatch;
import org.assaydb.proofs.read.RowCursor;
import org.assaydb.proofs.read.RunReader;
import org.assaydb.proofs.schema.IndexDef;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.proofs.schema.Version;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.vo.verify.VerifiedState;
import org.assaydb.proofs.vo.verify.VoLimits;

/**
 * All rows of a database as a driver holds them after it checked their proofs: column chunks,
 * verified and decoded once. Reads cost what the executor's own reading costs and nothing else. Not
 * thread safe.
 */
public final class SealedTables implements IndexReader {
  /** One proof shows a whole index, which a driver would ask for in parts. */
  private static final VoLimits NO_LIMIT = new VoLimits(Integer.MAX_VALUE);

  private final long height;
  private final Map<IndexId, RunReader> readers = new HashMap<>();

  private SealedTables(long height) {
    this.height = height;
  }

  /** Builds, proves and checks every index that has rows. */
  public static SealedTables of(LocalDatabase database) throws IOException {
    try (ScratchStore store = ScratchStore.open()) {
      List<TableDef> tables = database.catalog().tables();
      store.create(
          tables.stream()
              .flatMap(table -> table.indexes().stream().map(i -> IndexSchema.of(table, i)))
              .toList());
      for (TableDef table : tables) {
        // A block each, so that the entries of one table only are in memory.
        Version version = Version.of(store.height() + 1, 0);
        Map<IndexId, List<Entry>> entries = new HashMap<>();
        for (IndexDef index : table.indexes()) {
          entries.put(index.id(), database.entries(table, index, version));
        }
        store.apply(entries);
      }
      SealedTables sealed = new SealedTables(store.height());
      for (IndexSchema schema : store.schemas()) {
        sealed.add(schema, store);
      }
      return sealed;
    }
  }

  private void add(IndexSchema schema, ScratchStore store) {
    List<Integer> columns = IntStream.range(0, schema.valueTypes().size()).boxed().toList();
    ReadSpec all =
        new ReadSpec.Scan(
            schema.id(), columns, height, List.of(KeyRange.ALL), false, Long.MAX_VALUE);
    WitnessSession session = store.state().record();
    session.reader().readThrough(all);
    VerifiedState verified =
        VerifiedState.verify(session.cut(), store.state().root(), store::schemaOf, NO_LIMIT);
    RunReader reader = verified.reader(height);
    decode(reader.read(all), columns);
    readers.put(schema.id(), reader);
  }

  /** A chunk keeps its decoded columns. */
  private static void decode(RowCursor rows, List<Integer> columns) {
    for (RowBatch batch = rows.nextBatch();
        batch != null || rows.next();
        batch = rows.nextBatch()) {
      if (batch != null) {
        columns.forEach(batch::column);
      }
    }
  }

  @Override
  public long stateHeight() {
    return height;
  }

  private RunReader of(ReadSpec spec) {
    RunReader reader = readers.get(spec.index());
    if (reader == null) {
      throw new IllegalArgumentException("no index " + spec.index());
    }
    return reader;
  }

  @Override
  public RowCursor read(ReadSpec spec) {
    return of(spec).read(spec);
  }

  @Override
  public AggregateCursor aggregate(ReadSpec.Aggregate spec) {
    return of(spec).aggregate(spec);
  }
}
