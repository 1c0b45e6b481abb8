package org.assaydb.benchmarks.tamper;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import org.assaydb.ads.StateTree;
import org.assaydb.ads.WitnessSession;
import org.assaydb.benchmarks.store.ScratchStore;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.proofs.tree.Entry;

/**
 * One seed's states: a store that grows from a few rows in memory to several runs, and reads of it
 * at four heights on the way.
 */
final class World implements AutoCloseable {
  /** Victims of one world. */
  static final int VICTIMS = 48;

  private static final int HEIGHTS = 4;
  private static final int TRIES = 10_000;

  /** Longer proofs take longer to check and hold nothing that shorter ones do not. */
  private static final int MOST_PROOF_BYTES = 2_500;

  /** Heights without writes after which the schedule acts on an idle index. */
  private static final int IDLE_HEIGHTS = 40;

  /** Boundaries of groups, tiles and chunks, and their neighbours. */
  private static final int[] SIZES = {
    1, 2, 63, 64, 65, 127, 128, 129, 256, 257, 300, 511, 512, 513, 1023, 1024, 1025
  };

  private final Random random;
  private final ScratchStore store;
  private final Map<TableDef, RowWriter> writers = new HashMap<>();
  private final List<Victim> victims = new ArrayList<>();

  private World(long seed, ScratchStore store) {
    this.random = new Random(seed);
    this.store = store;
  }

  static World of(long seed) throws IOException {
    World world = new World(seed, ScratchStore.open());
    world.grow();
    return world;
  }

  /** In groups of equal height. */
  List<Victim> victims() {
    return victims;
  }

  private void grow() {
    List<TableDef> tables = List.of(TamperTables.PLAIN, TamperTables.GROUPED);
    List<IndexSchema> schemas = new ArrayList<>();
    for (TableDef table : tables) {
      table.indexes().forEach(i -> schemas.add(IndexSchema.of(table, i)));
    }
    store.create(schemas);
    int size = SIZES[random.nextInt(SIZES.length)];
    tables.forEach(t -> writers.put(t, new RowWriter(t, random, size + size / 4 + 1)));
    for (int i = 0; i < HEIGHTS; i++) {
      // Large writes become runs of their own once the index is idle, small ones stay on top.
      write(i % 2 == 0 ? size : 1 + random.nextInt(40));
      if (i != HEIGHTS - 1 && random.nextInt(4) > 0) {
        for (int idle = 0; idle < IDLE_HEIGHTS; idle++) {
          store.apply(Map.of());
        }
      }
      for (int read = 0; read < VICTIMS / HEIGHTS; read++) {
        victims.add(victim());
      }
    }
  }

  private void write(int rows) {
    Map<IndexId, List<Entry>> block = new HashMap<>();
    for (TableDef table : List.of(TamperTables.PLAIN, TamperTables.GROUPED)) {
      writer(table).write(rows, store.height() + 1, block);
    }
    store.apply(RowWriter.sorted(block));
  }

  private RowWriter writer(TableDef table) {
    RowWriter writer = writers.get(table);
    if (writer == null) {
      throw new IllegalStateException("no writer of " + table.name());
    }
    return writer;
  }

  private Victim victim() {
    for (int i = 0; i < TRIES; i++) {
      TableDef table = random.nextBoolean() ? TamperTables.PLAIN : TamperTables.GROUPED;
      IndexSchema index =
          IndexSchema.of(table, table.indexes().get(random.nextInt(table.indexes().size())));
      ReadSpec spec = new ReadGenerator(index, writer(table), random).at(store.height());
      OptionalLong answer = answer(spec);
      if (answer.isPresent()) {
        Victim victim = prove(spec, answer.getAsLong());
        if (victim.vo().length <= MOST_PROOF_BYTES) {
          return victim;
        }
      }
    }
    throw new IllegalStateException("no read can be answered");
  }

  /** What the store says; empty for a snapshot before the index, or that is no longer kept. */
  private OptionalLong answer(ReadSpec spec) {
    try {
      return OptionalLong.of(Answer.of(store.state().reader(), spec));
    } catch (VerificationException e) {
      if (e.reason() == RejectReason.SNAPSHOT_TOO_OLD) {
        return OptionalLong.empty();
      }
      throw e;
    }
  }

  private Victim prove(ReadSpec spec, long answer) {
    StateTree state = store.state();
    WitnessSession session = state.record();
    Answer.of(session.reader(), spec);
    Victim victim =
        new Victim(state.root(), state.height(), store::schemaOf, spec, session.cut(), answer);
    if (victim.replay(victim.vo()) != answer) {
      throw new IllegalStateException("replay and store differ: " + spec);
    }
    return victim;
  }

  @Override
  public void close() {
    store.close();
  }
}
