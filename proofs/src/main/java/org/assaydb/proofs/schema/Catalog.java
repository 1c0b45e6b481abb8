package org.assaydb.proofs.schema;

import static org.assaydb.proofs.RejectReason.MALFORMED;
import static org.assaydb.proofs.RejectReason.NONCANONICAL;
import static org.assaydb.proofs.VerificationException.require;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.hash.HashTag;
import org.assaydb.proofs.hash.Sha256;

/**
 * All tables and indexes of a chain at one height; immutable. Its digest is certified with every
 * block, so a client that holds the bytes holds the proof.
 *
 * <p>Encoding (field table: {@code docs/formats/encoding.md}): format (2), next table id, next
 * index id, table count, tables by ascending id.
 */
public final class Catalog {
  private static final int FORMAT = 2;

  private final int nextTableId;
  private final int nextIndexId;
  private final TreeMap<Integer, TableDef> tables;
  private final Map<String, TableDef> byName = new HashMap<>();
  private final Map<IndexId, IndexSchema> indexes = new HashMap<>();
  private final Digest digest;

  /** Tables keyed by their own ids; ids of tables and indexes must lie below the next ones. */
  public Catalog(int nextTableId, int nextIndexId, List<TableDef> definitions) {
    this.nextTableId = nextTableId;
    this.nextIndexId = nextIndexId;
    this.tables = new TreeMap<>();
    for (TableDef table : definitions) {
      require(table.id().value() < nextTableId, MALFORMED, "table id");
      require(tables.put(table.id().value(), table) == null, MALFORMED, "doubled table id");
      require(
          byName.put(qualified(table.schema(), table.name()), table) == null,
          MALFORMED,
          "doubled table name " + table.name());
      for (IndexDef index : table.indexes()) {
        require(index.id().value() < nextIndexId, MALFORMED, "index id");
        require(
            indexes.put(index.id(), IndexSchema.of(table, index)) == null,
            MALFORMED,
            "doubled index id");
      }
    }
    digest = Sha256.of(HashTag.CATALOG, encode());
  }

  private static String qualified(String schema, String name) {
    return schema + '\0' + name;
  }

  public int nextTableId() {
    return nextTableId;
  }

  public int nextIndexId() {
    return nextIndexId;
  }

  /** Tables by ascending id. */
  public List<TableDef> tables() {
    return List.copyOf(tables.values());
  }

  public Optional<TableDef> table(TableId id) {
    return Optional.ofNullable(tables.get(id.value()));
  }

  public Optional<TableDef> table(String schema, String name) {
    return Optional.ofNullable(byName.get(qualified(schema, name)));
  }

  public Optional<IndexSchema> index(IndexId id) {
    return Optional.ofNullable(indexes.get(id));
  }

  /** Schemas of all indexes, by id; unmodifiable. */
  public Map<IndexId, IndexSchema> indexes() {
    return Collections.unmodifiableMap(indexes);
  }

  public Digest digest() {
    return digest;
  }

  public byte[] encode() {
    ByteWriter out = new ByteWriter(1024);
    out.u8(FORMAT).varint(nextTableId).varint(nextIndexId).varint(tables.size());
    tables.values().forEach(t -> t.encode(out));
    return out.toBytes();
  }

  /** Decodes hostile bytes; the caller compares {@link #digest()} with the certified digest. */
  public static Catalog decode(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    require(in.u8() == FORMAT, MALFORMED, "catalog format");
    int nextTable = in.varintAtMost(Integer.MAX_VALUE, "table id");
    int nextIndex = in.varintAtMost(Integer.MAX_VALUE, "index id");
    int count = in.count(10, "table");
    List<TableDef> tables = new ArrayList<>(count);
    int previous = -1;
    for (int i = 0; i < count; i++) {
      TableDef table = TableDef.decode(in);
      if (table.id().value() <= previous) {
        throw new VerificationException(NONCANONICAL, "tables out of order");
      }
      previous = table.id().value();
      tables.add(table);
    }
    in.end();
    return new Catalog(nextTable, nextIndex, tables);
  }
}
