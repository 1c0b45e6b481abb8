package org.assaydb.ads;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.read.RowCursor;
import org.assaydb.proofs.read.RowEntries;
import org.assaydb.proofs.read.RowEntries.RowImage;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.proofs.schema.Version;
import org.assaydb.proofs.tree.Entry;

/**
 * Figures of one replica's store; run by hand: arguments are the number of rows and the rows of a
 * block. Random keys, a primary and a secondary index, every block committed.
 */
final class IngestMeasurement {
  private IngestMeasurement() {}

  public static void main(String[] args) throws Exception {
    int rows = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
    int perBlock = args.length > 1 ? Integer.parseInt(args[1]) : 1000;
    Path dir = Files.createTempDirectory("ads");
    RowEntries derive = new RowEntries(StoreModel.TABLE);
    Random random = new Random(1);
    try (IndexStore store = IndexStore.open(dir)) {
      StateTree state =
          store
              .emptyState()
              .apply(1, Map.of(), List.of(StoreModel.PRIMARY, StoreModel.SECONDARY), List.of());
      long applyNs = 0;
      long commitNs = 0;
      long checkNs = 0;
      long worstNs = 0;
      for (int done = 0; done < rows; done += perBlock) {
        long height = state.height() + 1;
        Map<IndexId, List<Entry>> block = new HashMap<>();
        List<Key> keys = new ArrayList<>();
        for (int i = 0; i < perBlock; i++) {
          int id = random.nextInt();
          Object[] row = {id, "name" + random.nextInt(100_000), BigDecimal.valueOf(id & 0xffff, 2)};
          RowImage image = new RowImage(StoreModel.key(id), row);
          keys.add(image.key());
          for (RowEntries.IndexEntry e : derive.derive(null, image, Version.of(height, i))) {
            block.computeIfAbsent(e.index(), k -> new ArrayList<>()).add(e.entry());
          }
        }
        block.values().forEach(e -> e.sort(Comparator.naturalOrder()));
        IndexState primary = state.index(StoreModel.PRIMARY.id()).orElseThrow();
        long t0 = cpu();
        for (Key key : keys) {
          primary.newest(key, height - 1);
        }
        long t1 = cpu();
        state = state.apply(height, block, List.of(), List.of());
        state.root();
        long t2 = cpu();
        store.commit(state, new StoreBatch(), false);
        long t3 = cpu();
        checkNs += t1 - t0;
        applyNs += t2 - t1;
        commitNs += t3 - t2;
        worstNs = Math.max(worstNs, t2 - t1);
        if ((done + perBlock) % (rows / 5) == 0) {
          System.out.printf(
              "%d rows: check %d ns, apply %d ns an entry, commit %d ns an entry, worst block %d ms%n",
              done + perBlock,
              checkNs * 5 / rows,
              applyNs * 5 / rows / 2,
              commitNs * 5 / rows / 2,
              worstNs / 1_000_000);
          checkNs = 0;
          applyNs = 0;
          commitNs = 0;
          worstNs = 0;
        }
      }
      reads(state, random);
    }
    long bytes = 0;
    try (var files = Files.walk(dir)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
    }
    System.out.printf("disk %d bytes a row%n", bytes / rows);
  }

  private static void reads(StateTree state, Random random) {
    IndexState primary = state.index(StoreModel.PRIMARY.id()).orElseThrow();
    System.out.println("runs " + primary.runs().size());
    for (int round = 0; round < 3; round++) {
      long t0 = cpu();
      long bytes = 0;
      for (int i = 0; i < 1000; i++) {
        WitnessSession session = state.record();
        Key key = StoreModel.key(random.nextInt());
        ReadSpec spec =
            new ReadSpec.Lookup(
                primary.schema().id(), List.of(0, 1, 2), state.height(), List.of(key));
        drain(session.reader().read(spec));
        bytes += session.cut().length;
      }
      long t1 = cpu();
      System.out.printf("absent point: %d bytes, %d us%n", bytes / 1000, (t1 - t0) / 1_000_000);
      WitnessSession session = state.record();
      ReadSpec scan =
          new ReadSpec.Scan(
              primary.schema().id(),
              List.of(2),
              state.height(),
              List.of(KeyRange.ALL),
              false,
              Long.MAX_VALUE);
      long t2 = cpu();
      long rows = drain(session.reader().read(scan));
      long t3 = cpu();
      int size = session.cut().length;
      long t4 = cpu();
      System.out.printf(
          "scan of %d rows: read %d ns, cut %d ns a row, %d bytes%n",
          rows, (t3 - t2) / rows, (t4 - t3) / rows, size);
    }
  }

  /** CPU time of this thread: other work on the machine does not count. */
  private static long cpu() {
    return java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static long drain(RowCursor cursor) {
    long rows = 0;
    while (cursor.next()) {
      rows++;
    }
    return rows;
  }
}
