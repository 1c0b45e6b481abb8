package org.assaydb.benchmarks.demo;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.assaydb.engine.cluster.Cluster;
import org.assaydb.engine.replica.Replica;
import org.assaydb.engine.replica.archive.Archive;
import org.assaydb.engine.replica.state.BlockBody;
import org.assaydb.engine.terminal.DiskUse;
import org.assaydb.engine.terminal.Style;
import org.assaydb.engine.terminal.TextTable;

/**
 * Old blocks in coded storage: reads archived blocks back from shards, lets one replica lose all
 * its shards, reads through it all the same, and rebuilds them.
 */
final class ArchiveDrill {
  private static final int VICTIM = 2;

  /** Blocks that are added at most until every replica has unlinked a segment. */
  private static final int MAX_FILLING_BLOCKS = 200;

  private final Cluster cluster;
  private final Connection connection;

  ArchiveDrill(Cluster cluster, Connection connection) {
    this.cluster = cluster;
    this.connection = connection;
  }

  /** One replica's share. */
  record Share(int seat, int segments, long unlinked, long shardBytes, long wholeBytes) {
    Map<String, Object> fields() {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("seat", seat);
      fields.put("segments", segments);
      fields.put("unlinkedSegments", unlinked);
      fields.put("codedBytes", shardBytes);
      fields.put("uncodedBytes", wholeBytes);
      return fields;
    }
  }

  /**
   * What was seen.
   *
   * @param readBack archived blocks read back and found to have the transactions root of their
   *     header
   * @param archived archived blocks
   * @param readWithoutShards the same after the victim had lost its shards
   * @param lost shards that the victim lost; {@code rebuilt} of them are there again
   * @param damaged shards still missing after the repair
   */
  record Outcome(
      List<Share> shares,
      int archived,
      int readBack,
      int readWithoutShards,
      int lost,
      int rebuilt,
      int damaged) {
    boolean passed() {
      return archived > 0
          && readBack == archived
          && readWithoutShards == archived
          && lost > 0
          && rebuilt == lost
          && damaged == 0;
    }

    Map<String, Object> fields() {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("passed", passed());
      fields.put("shares", shares.stream().map(Share::fields).toList());
      fields.put("archivedBlocks", archived);
      fields.put("readBack", readBack);
      fields.put("readWithoutShards", readWithoutShards);
      fields.put("shardsLost", lost);
      fields.put("shardsRebuilt", rebuilt);
      return fields;
    }
  }

  Outcome run() throws SQLException {
    fillUntilArchived();
    List<Share> shares = new ArrayList<>();
    for (int seat = 0; seat < cluster.size(); seat++) {
      Archive archive = cluster.replica(seat).archive();
      shares.add(
          new Share(
              seat,
              archive.segments(),
              archive.unlinkedSegments(),
              archive.sizeBytes(),
              archive.uncodedBytes()));
    }
    Replica victim = cluster.replica(VICTIM);
    long unlinked = victim.archive().unlinkedSegments();
    int archived = Math.toIntExact(unlinked * cluster.genesis().segmentBlocks());
    int readBack = readBack(victim, archived);
    int lost = victim.archive().loseShards();
    int readWithout = readBack(victim, archived);
    int rebuilt = damaged(victim);
    int damaged = damaged(victim);
    return new Outcome(shares, archived, readBack, readWithout, lost, rebuilt, damaged);
  }

  /** Files of the archive that a scrub found damaged, and repaired. */
  private static int damaged(Replica replica) {
    return replica.archive().scrub(bytes -> {}).size();
  }

  /** Each update is a block of its own. */
  private void fillUntilArchived() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (int i = 0; i < MAX_FILLING_BLOCKS && !allArchived(); i++) {
        statement.executeUpdate("UPDATE payers SET member_months = member_months + 0");
      }
    }
  }

  private boolean allArchived() {
    for (int seat = 0; seat < cluster.size(); seat++) {
      if (cluster.replica(seat).archive().unlinkedSegments() == 0) {
        return false;
      }
    }
    return true;
  }

  /** Reads archived blocks from shards and compares them with the headers of the chain. */
  private static int readBack(Replica replica, int archived) {
    int correct = 0;
    for (long height = 1; height <= archived; height++) {
      byte[] body = replica.archive().readBody(height);
      if (BlockBody.decode(body)
          .root()
          .equals(replica.chain().block(height).orElseThrow().header().transactionsRoot())) {
        correct++;
      }
    }
    return correct;
  }

  static void print(Outcome outcome, Style style) {
    TextTable table =
        new TextTable(
            "lrrrr", "replica", "segments coded", "bodies removed", "with coding", "without");
    for (Share share : outcome.shares()) {
      table.add(
          "replica-" + share.seat(),
          String.valueOf(share.segments()),
          String.valueOf(share.unlinked()),
          DiskUse.text(share.shardBytes()),
          DiskUse.text(share.wholeBytes()));
    }
    style.out().print(table);
    style.line(
        String.format(
            Locale.ROOT,
            "%d of %d archived blocks read back from 2 of 4 shards, encoded again and compared",
            outcome.readBack(),
            outcome.archived()));
    style.line(
        String.format(
            Locale.ROOT,
            "replica-%d lost its %d shards: %d of %d blocks read through its peers, %d shards rebuilt, %d missing",
            VICTIM,
            outcome.lost(),
            outcome.readWithoutShards(),
            outcome.archived(),
            outcome.rebuilt(),
            outcome.damaged()));
  }
}
