package org.assaydb.benchmarks.ingest;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assaydb.proofs.read.RowEntries;
import org.assaydb.proofs.read.RowEntries.RowImage;
import org.assaydb.proofs.schema.Column;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.ColumnType.Kind;
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

/** A table of claims with a primary and up to four secondary indexes; rows of about 100 bytes. */
final class IngestTable {
  /** Secondary indexes that there can be. */
  static final int MOST_SECONDARIES = 4;

  private static final List<Column> COLUMNS =
      List.of(
          column("ID", ColumnType.of(Kind.BIGINT)),
          column("PATIENT", ColumnType.of(Kind.INTEGER)),
          column("CODE", ColumnType.of(Kind.VARCHAR, 20)),
          column("TIME", ColumnType.of(Kind.TIMESTAMP)),
          column("AMOUNT", ColumnType.decimal(12, 2)),
          column("TEXT", ColumnType.of(Kind.VARCHAR, 200)));

  private final TableDef table;
  private final RowEntries derive;
  private final boolean sorted;
  private final Random random = new Random(1);

  /** Columns 1 to 4 get an index each, as far as {@code secondaries} goes. */
  IngestTable(int secondaries, boolean sorted) {
    List<IndexDef> indexes = new ArrayList<>();
    for (int i = 0; i <= secondaries; i++) {
      indexes.add(
          new IndexDef(
              new IndexId(10 + i),
              "I" + i,
              i == 0,
              i == 0,
              List.of(new KeyPart(i, false)),
              List.of()));
    }
    table = new TableDef(new TableId(10), 1, "PUBLIC", "CLAIMS", COLUMNS, indexes);
    derive = new RowEntries(table);
    this.sorted = sorted;
  }

  private static Column column(String name, ColumnType type) {
    return new Column(name, type, false, null);
  }

  List<IndexSchema> schemas() {
    return table.indexes().stream().map(i -> IndexSchema.of(table, i)).toList();
  }

  IndexId primary() {
    return table.primaryIndex().id();
  }

  /** Rows {@code from} to {@code to}; keys are distinct, and ascend or are scattered. */
  List<RowImage> rows(long from, long to) {
    IndexSchema primary = schemas().get(0);
    List<RowImage> rows = new ArrayList<>((int) (to - from));
    for (long i = from; i < to; i++) {
      // Multiplying by an odd number permutes the longs.
      long id = sorted ? i : i * 0x9e3779b97f4a7c15L;
      Object[] row = {
        id,
        random.nextInt(100_000),
        "C" + (1_000_000 + random.nextInt(5_000)),
        1_600_000_000_000L + random.nextInt(1_000_000_000),
        BigDecimal.valueOf(random.nextInt(1_000_000), 2),
        "claim of a visit with a text that says little, number "
            + (100_000 + random.nextInt(900_000))
      };
      Key key = KeyCodec.primaryKey(primary, row);
      rows.add(new RowImage(key, row));
    }
    return rows;
  }

  /** The entries that inserting the rows as one block leaves, by index, in run order. */
  Map<IndexId, List<Entry>> entries(List<RowImage> rows, long height) {
    Map<IndexId, List<Entry>> block = new HashMap<>();
    for (RowImage row : rows) {
      for (RowEntries.IndexEntry e : derive.derive(null, row, Version.of(height, 0))) {
        block.computeIfAbsent(e.index(), i -> new ArrayList<>(rows.size())).add(e.entry());
      }
    }
    block.values().forEach(entries -> entries.sort(Comparator.naturalOrder()));
    return block;
  }

  /** Bytes of keys and values. */
  static long bytes(List<Entry> entries) {
    return entries.stream().mapToLong(e -> e.key().bytes().length + e.values().length).sum();
  }
}
