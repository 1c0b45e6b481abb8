package org.assaydb.proofs.vectors;

import static org.assaydb.proofs.RejectReason.MALFORMED;
import static org.assaydb.proofs.RejectReason.NONCANONICAL;
import static org.assaydb.proofs.RejectReason.ROOT_MISMATCH;
import static org.assaydb.proofs.testing.VectorFile.hex;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.read.ReadSpecCodec;
import org.assaydb.proofs.read.RowCursor;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.proofs.testing.Generators;
import org.assaydb.proofs.testing.ModelIndex;
import org.assaydb.proofs.testing.ModelRun;
import org.assaydb.proofs.testing.ModelState;
import org.assaydb.proofs.testing.VectorFile;
import org.assaydb.proofs.tree.ColumnCodec;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.tree.EntryKind;
import org.assaydb.proofs.vo.prove.ChunkSource;
import org.assaydb.proofs.vo.verify.VerifiedState;
import org.assaydb.proofs.vo.verify.VoLimits;
import org.junit.jupiter.api.Test;

/** Columns, run trees and verification objects. */
class TreeVectorsTest {
  private static final IndexSchema SCHEMA = Generators.schema(7);

  /** Keys 0, 1, ... of which every third has two versions and every fifth is deleted. */
  private static List<Entry> entries(int keys) {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < keys; i++) {
      if (i % 3 == 0) {
        EntryKind kind = i % 5 == 0 ? EntryKind.DELETE : EntryKind.UPDATE;
        entries.add(Generators.put(Generators.key(i), 9, kind, -i, null));
      }
      entries.add(Generators.put(Generators.key(i), 5, EntryKind.INSERT, i, "row " + i));
    }
    return entries;
  }

  private static String text(List<Entry> entries) {
    StringBuilder text = new StringBuilder();
    for (Entry e : entries) {
      text.append(text.isEmpty() ? "" : "; ").append(e.key()).append('@').append(e.version());
      text.append(' ').append(e.kind()).append(' ').append(hex(e.values()));
    }
    return text.toString();
  }

  @Test
  void columns() {
    List<Entry> entries = entries(4);
    List<byte[]> columns = ColumnCodec.encodeChunk(SCHEMA.valueTypes(), entries);
    VectorFile file = VectorFile.accept("column", "chunk");
    for (int i = 0; i < columns.size(); i++) {
      String type = i == 0 ? "system" : SCHEMA.valueTypes().get(i - 1).toString();
      file.add(
          "column",
          String.valueOf(i),
          "type",
          type,
          "entries",
          text(entries),
          "bytes",
          hex(columns.get(i)));
    }
    file.check();
    VectorFile rejected = VectorFile.reject("column", "system");
    String rest = "000000000a00000200";
    rejectSystem(rejected, "deltas byte 2", 1, "0201010161" + rest, NONCANONICAL);
    rejectSystem(rejected, "unknown form of keys", 1, "0002010161" + rest, MALFORMED);
    rejectSystem(
        rejected,
        "shared bytes not maximal",
        2,
        "00010200008404010200" + "0a00000200",
        NONCANONICAL);
    rejectSystem(
        rejected, "keys in the wrong form", 1, "000000000000020061" + "000a00000200", NONCANONICAL);
    rejectSystem(rejected, "doubled row", 2, "0001010161" + rest, NONCANONICAL);
    rejectSystem(rejected, "entry kind 5", 1, "0001010161" + "000000000a00000a00", MALFORMED);
    rejectSystem(rejected, "trailing byte", 1, "0001010161" + rest + "00", NONCANONICAL);
    rejectSystem(rejected, "negative version", 1, "0001010161" + "000000000900000200", MALFORMED);
    rejectSystem(rejected, "cut off", 1, "0001010161000000000a000002", MALFORMED);
    rejected.check();
  }

  @Test
  void valueColumns() {
    VectorFile file = VectorFile.accept("column", "bigint");
    Long[][] contents = {
      {7L}, {1L, 2L, 4L}, {100L, 200L, 301L, 400L, 500L, 601L}, {null, null}, {null, -1L, 5L}
    };
    for (Long[] values : contents) {
      file.add(
          "values",
          Arrays.toString(values),
          "bytes",
          hex(ColumnCodec.encodeValues(ColumnType.of(ColumnType.Kind.BIGINT), values)));
    }
    Long[] runs = new Long[300];
    Arrays.fill(runs, 0, 299, Long.valueOf(1L << 40));
    runs[299] = 5L;
    file.add(
        "values",
        "299 times 2^40, then 5",
        "bytes",
        hex(ColumnCodec.encodeValues(ColumnType.of(ColumnType.Kind.BIGINT), runs)));
    Long[] few = new Long[64];
    for (int i = 0; i < few.length; i++) {
      few[i] = (long) (i * i % 3) << 40;
    }
    file.add(
        "values",
        "i * i % 3 * 2^40 for i below 64",
        "bytes",
        hex(ColumnCodec.encodeValues(ColumnType.of(ColumnType.Kind.BIGINT), few)));
    file.check();
    VectorFile rejected = VectorFile.reject("column", "bigint");
    rejectValues(rejected, "NULL byte 3", 2, "03", MALFORMED);
    rejectValues(rejected, "validity of no NULL", 2, "0103000200", NONCANONICAL);
    rejectValues(rejected, "unused validity bit", 2, "0105000200", NONCANONICAL);
    rejectValues(rejected, "unknown encoding", 2, "00040200", MALFORMED);
    rejectValues(rejected, "width not minimal", 2, "0000020204", NONCANONICAL);
    rejectValues(rejected, "base not least", 2, "0000020103", NONCANONICAL);
    rejectValues(rejected, "unused bits", 2, "0000020106", NONCANONICAL);
    rejectValues(rejected, "runs to be joined", 4, "00020202000400", NONCANONICAL);
    rejectValues(rejected, "dictionary out of order", 2, "00030202010102", NONCANONICAL);
    rejectValues(rejected, "dictionary value unused", 2, "00030202010203", NONCANONICAL);
    rejectValues(rejected, "trailing byte", 2, "0000020000", NONCANONICAL);
    rejected.check();
  }

  private static void rejectValues(
      VectorFile file, String why, int rows, String bytesHex, RejectReason reason) {
    byte[] bytes = HexFormat.of().parseHex(bytesHex);
    ColumnType type = ColumnType.of(ColumnType.Kind.BIGINT);
    file.addRejected(
        why + ", rows " + rows,
        bytes,
        reason,
        () -> ColumnCodec.decodeValues(type, bytes, 0, bytes.length, rows));
  }

  private static void rejectSystem(
      VectorFile file, String why, int rows, String bytesHex, RejectReason reason) {
    byte[] bytes = HexFormat.of().parseHex(bytesHex);
    file.addRejected(
        why + ", rows " + rows,
        bytes,
        reason,
        () -> ColumnCodec.decodeSystem(bytes, 0, bytes.length, rows));
  }

  @Test
  void runTrees() {
    VectorFile file = VectorFile.accept("run-tree", "runs");
    for (int keys : new int[] {1, 2, 3, 48, 49, 100}) {
      for (int tier : new int[] {0, 1}) {
        List<Entry> entries = entries(keys);
        ModelRun run = new ModelRun(SCHEMA, tier, entries, 64);
        ChunkSource first = run.chunk(0);
        int rows = (int) first.summary().count();
        file.add(
            "keys", String.valueOf(keys),
            "tier", String.valueOf(tier),
            "first entry", text(entries.subList(0, 1)),
            "first row", first.rows(0, 1).digest().toHex(),
            "first rows", first.rows(0, rows).digest().toHex(),
            "rows of first chunk", String.valueOf(rows),
            "columns of first chunk", tier == 0 ? "none" : first.columns().toHex(),
            "first chunk", run.chunks(0, 1).digest().toHex(),
            "summary", run.descriptor().summary().toString(),
            "root", run.descriptor().root().toHex());
      }
    }
    file.check();
  }

  private static ModelState state() {
    ModelRun older = new ModelRun(SCHEMA, 1, entries(100), 64);
    Entry newest = Generators.put(Generators.key(7), 20, EntryKind.UPDATE, 700, "new");
    ModelRun newer = new ModelRun(SCHEMA, 0, List.of(newest), 64);
    return new ModelState(
        60,
        List.of(
            new ModelIndex(Generators.schema(3), List.of()),
            new ModelIndex(SCHEMA, List.of(newer, older)),
            new ModelIndex(Generators.schema(9), List.of())));
  }

  private static List<ReadSpec> specs() {
    IndexId id = SCHEMA.id();
    Key seven = Generators.key(7);
    KeyRange range = new KeyRange(Generators.key(10), Generators.key(20));
    return List.of(
        new ReadSpec.Lookup(id, List.of(0, 1), 60, List.of(seven)),
        new ReadSpec.Lookup(id, List.of(0), 8, List.of(seven.successor(), Generators.key(15))),
        new ReadSpec.Scan(id, List.of(1), 60, List.of(range), true, Long.MAX_VALUE),
        new ReadSpec.Scan(id, List.of(0), 60, List.of(KeyRange.ALL), false, 3));
  }

  private static VerifiedState verify(ModelState state, byte[] vo) {
    return VerifiedState.verify(vo, state.root(), state::schema, VoLimits.DEFAULT);
  }

  @Test
  void acceptedVerificationObjects() {
    ModelState state = state();
    VectorFile file = VectorFile.accept("verification-object", "reads");
    for (ReadSpec spec : specs()) {
      byte[] vo = state.prove(spec);
      RowCursor cursor = verify(state, vo).reader(60).read(spec);
      StringBuilder rows = new StringBuilder();
      while (cursor.next()) {
        rows.append(rows.isEmpty() ? "" : "; ").append(cursor.key()).append('@');
        rows.append(cursor.version());
        spec.columns().forEach(c -> rows.append(' ').append(cursor.value(c)));
      }
      ByteWriter encoded = new ByteWriter();
      ReadSpecCodec.encode(spec, encoded);
      file.add(
          "read",
          hex(encoded.toBytes()),
          "state root",
          state.root().toHex(),
          "vo",
          hex(vo),
          "rows",
          rows.toString());
    }
    file.check();
  }

  @Test
  void rejectedVerificationObjects() {
    ModelState state = state();
    byte[] vo = state.prove(specs().get(0));
    assertThat(verify(state, vo)).isNotNull();
    VectorFile file = VectorFile.reject("verification-object", "reads");
    reject(file, "empty", state, new byte[0], MALFORMED);
    reject(file, "unknown format", state, patched(vo, 0, 2), MALFORMED);
    reject(file, "nothing shown", state, new byte[] {1, 3, 0}, NONCANONICAL);
    reject(file, "index outside the state", state, patched(vo, 3, 3), MALFORMED);
    reject(file, "trailing byte", state, Arrays.copyOf(vo, vo.length + 1), NONCANONICAL);
    reject(file, "cut off", state, Arrays.copyOf(vo, vo.length - 1), MALFORMED);
    reject(
        file,
        "last digest altered",
        state,
        patched(vo, vo.length - 1, ~vo[vo.length - 1]),
        ROOT_MISMATCH);
    file.check();
  }

  private static byte[] patched(byte[] bytes, int at, int value) {
    byte[] copy = bytes.clone();
    copy[at] = (byte) value;
    return copy;
  }

  private static void reject(
      VectorFile file, String why, ModelState state, byte[] vo, RejectReason reason) {
    file.addRejected(why, vo, reason, () -> verify(state, vo));
  }
}
