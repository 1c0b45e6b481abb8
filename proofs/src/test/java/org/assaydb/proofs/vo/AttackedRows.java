package org.assaydb.proofs.vo;

import static org.assaydb.proofs.vo.TamperedVoTest.assertReason;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.read.RowCursor;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.proofs.testing.Generators;
import org.assaydb.proofs.testing.ModelIndex;
import org.assaydb.proofs.testing.ModelRun;
import org.assaydb.proofs.testing.ModelState;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.tree.EntryKind;
import org.assaydb.proofs.vo.prove.IndexWitness;
import org.assaydb.proofs.vo.prove.VoWriter;
import org.assaydb.proofs.vo.prove.WitnessRun;

/** States of a few rows, reads of them, and proofs whose openings an attacker picks. */
abstract class AttackedRows {
  static final IndexSchema SCHEMA = Generators.schema(7);
  static final IndexId ID = SCHEMA.id();
  static final long HEIGHT = 60;

  /** Keys 0, 2, 4, ... of one version each. */
  static List<Entry> evenKeys(int rows, long height) {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      entries.add(put(2 * i, height, EntryKind.INSERT));
    }
    return entries;
  }

  static Entry put(int key, long height, EntryKind kind) {
    return Generators.put(Generators.key(key), height, kind, key, "row");
  }

  static ModelState state(List<List<Entry>> newestFirst) {
    List<ModelRun> runs = new ArrayList<>();
    newestFirst.forEach(entries -> runs.add(new ModelRun(SCHEMA, 1, entries, 128)));
    return new ModelState(HEIGHT, List.of(new ModelIndex(SCHEMA, runs)));
  }

  /** A verification object whose openings the attacker picks. */
  static byte[] show(ModelState state, Consumer<List<WitnessRun>> openings) {
    IndexWitness witness = ModelState.witness(state.indexes().get(0));
    openings.accept(witness.runs());
    TreeMap<Integer, IndexWitness> shown = new TreeMap<>();
    shown.put(0, witness);
    return VoWriter.write(state.leaves(), shown);
  }

  static int read(ModelState certified, byte[] vo, ReadSpec spec) {
    RowCursor cursor = certified.verified(vo, spec).read(spec);
    int rows = 0;
    while (cursor.next()) {
      spec.columns().forEach(cursor::value);
      rows++;
    }
    return rows;
  }

  static void assertRefused(
      ModelState certified, byte[] vo, ReadSpec spec, RejectReason... reasons) {
    assertReason(() -> read(certified, vo, spec), reasons);
  }

  static ReadSpec scan(int from, int to) {
    KeyRange range = new KeyRange(Generators.key(from), Generators.key(to));
    return new ReadSpec.Scan(ID, List.of(0), HEIGHT, List.of(range), false, Long.MAX_VALUE);
  }

  static ReadSpec lookup(int key) {
    return new ReadSpec.Lookup(ID, List.of(0), HEIGHT, List.of(Generators.key(key)));
  }

  static WitnessRun first(List<WitnessRun> runs) {
    return runs.get(0);
  }

  static void openRow(WitnessRun run, int position) {
    run.openings()
        .computeIfAbsent(position / 128, o -> new ChunkOpening())
        .openPlace(position % 128);
  }

  static ModelRun run(IndexSchema schema, List<Entry> entries) {
    return new ModelRun(schema, 1, entries, 128);
  }
}
