package org.assaydb.ads;

import java.util.ArrayList;
import java.util.List;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.IndexDef;
import org.assaydb.proofs.schema.IndexDef.KeyPart;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.proofs.tree.HistoryRoot;
import org.assaydb.proofs.tree.IndexDescriptor;
import org.assaydb.proofs.tree.MergeDescriptor;

/**
 * What is stored of one index: format 2, index id, schema version, primary, hidden row id, value
 * columns (count; ordinal and type each), key parts (count; column, descending and type each),
 * grouped parts, summarized and skippable value positions (count; position each), valid-from
 * height, sealed runs newest first (count; local number each), pending merges newest first (count;
 * {@link MergeDescriptor} each), history runs oldest first (count; floor and local number each).
 */
record IndexManifest(
    IndexSchema schema,
    long validFrom,
    List<Long> runs,
    List<MergeDescriptor> merges,
    List<History> history) {
  /** A history run. */
  record History(long floor, long run) {}

  private static final int FORMAT = 2;

  static IndexManifest of(IndexState index) {
    return new IndexManifest(
        index.schema(),
        index.validFrom(),
        index.sealed().runs().stream().map(SealedRun::id).toList(),
        index.sealed().describeMerges(),
        index.sealed().history().stream().map(h -> new History(h.floor(), h.run().id())).toList());
  }

  byte[] encode() {
    ByteWriter out = new ByteWriter(128);
    out.u8(FORMAT).varint(schema.id().value()).varint(schema.schemaVersion());
    out.bool(schema.primary()).bool(schema.hiddenRowId());
    out.varint(schema.valueColumns().size());
    for (int i = 0; i < schema.valueColumns().size(); i++) {
      out.varint(schema.valueColumns().get(i));
      schema.valueTypes().get(i).encode(out);
    }
    out.varint(schema.keyParts().size());
    for (int i = 0; i < schema.keyParts().size(); i++) {
      KeyPart part = schema.keyParts().get(i);
      out.varint(part.column()).bool(part.descending());
      schema.keyTypes().get(i).encode(out);
    }
    out.varint(schema.groupedParts());
    encodePositions(schema.sums(), out);
    encodePositions(schema.bounds(), out);
    out.varint(validFrom).varint(runs.size());
    runs.forEach(out::varint);
    out.varint(merges.size());
    merges.forEach(m -> m.encode(out));
    out.varint(history.size());
    history.forEach(h -> out.varint(h.floor()).varint(h.run()));
    return out.toBytes();
  }

  private static void encodePositions(List<Integer> positions, ByteWriter out) {
    out.varint(positions.size());
    positions.forEach(out::varint);
  }

  private static List<Integer> decodePositions(ByteReader in) {
    int count = in.varintAtMost(IndexDef.MAX_SUMMARY_COLUMNS, "summary columns");
    List<Integer> positions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      positions.add(in.varintAtMost(TableDef.MAX_COLUMNS, "column"));
    }
    return positions;
  }

  static IndexManifest decode(byte[] bytes) {
    try {
      ByteReader in = new ByteReader(bytes);
      if (in.u8() != FORMAT) {
        throw StorageException.corrupt("format of an index manifest");
      }
      IndexSchema schema = decodeSchema(in);
      long validFrom = in.varintNonNegative("height");
      int count = in.varintAtMost(IndexDescriptor.MAX_RUNS, "run count");
      List<Long> runs = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        runs.add(in.varint());
      }
      List<MergeDescriptor> merges = new ArrayList<>();
      int pending = in.varintAtMost(count, "pending merge count");
      for (int i = 0; i < pending; i++) {
        merges.add(MergeDescriptor.decode(in, count));
      }
      List<History> history = decodeHistory(in);
      in.end();
      return new IndexManifest(schema, validFrom, runs, merges, history);
    } catch (VerificationException e) {
      throw new StorageException(StorageException.Category.CORRUPTION, "index manifest", e);
    }
  }

  private static List<History> decodeHistory(ByteReader in) {
    int count = in.varintAtMost(HistoryRoot.MAX_RUNS, "history run count");
    List<History> history = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      history.add(new History(in.varintNonNegative("floor"), in.varint()));
    }
    return history;
  }

  private static IndexSchema decodeSchema(ByteReader in) {
    IndexId id = new IndexId(in.varintAtMost(Integer.MAX_VALUE, "index id"));
    int version = in.varintAtMost(Integer.MAX_VALUE, "schema version");
    boolean primary = in.bool();
    boolean hiddenRowId = in.bool();
    List<Integer> columns = new ArrayList<>();
    List<ColumnType> types = new ArrayList<>();
    int columnCount = in.count(4, "column");
    for (int i = 0; i < columnCount; i++) {
      columns.add(in.varintAtMost(TableDef.MAX_COLUMNS, "column"));
      types.add(ColumnType.decode(in));
    }
    List<KeyPart> parts = new ArrayList<>();
    List<ColumnType> keyTypes = new ArrayList<>();
    int partCount = in.count(5, "key part");
    for (int i = 0; i < partCount; i++) {
      parts.add(new KeyPart(in.varintAtMost(TableDef.MAX_COLUMNS, "column"), in.bool()));
      keyTypes.add(ColumnType.decode(in));
    }
    int grouped = in.varintAtMost(parts.size(), "grouped key parts");
    return new IndexSchema(
        id,
        version,
        primary,
        columns,
        types,
        parts,
        keyTypes,
        hiddenRowId,
        grouped,
        decodePositions(in),
        decodePositions(in));
  }
}
