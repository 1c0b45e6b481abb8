package org.assaydb.engine.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assaydb.engine.replica.scrub.Finding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Flips bits in all kinds of files of one replica after another, while it runs and while it does
 * not: no answer is wrong, one scrub finds each of them, and repairs it or names the file. {@code
 * -Ddamage.flips=2000} for the campaign; {@code -Ddamage.seed} repeats one.
 */
final class FlippedBitsTest {
  private static final Logger LOG = LoggerFactory.getLogger(FlippedBitsTest.class);
  private static final int FLIPS = Integer.getInteger("damage.flips", 30);
  private static final long SEED = Long.getLong("damage.seed", 20261130L);
  private static final int FLIPS_A_ROUND = 5;
  private static final int ROWS = 45_000;
  private static final Cluster.Options OPTIONS = ClusterTest.FAST.withArchive(16, 8);

  /** What is damaged by name, of a replica's directory. */
  private static final List<String> KINDS =
      List.of(
          "blocks/chain\\.log",
          "blocks/bodies-.*",
          "blocks/proposals\\.log",
          "votes",
          "evidence",
          "state/\\d+\\.sst",
          "state/\\d+\\.sst",
          "state/\\d+\\.sst",
          "state/(MANIFEST-.*|CURRENT)",
          "state/\\d+\\.log",
          "archive/.*\\.shard",
          "archive/.*\\.commitment",
          "archive/.*\\.custody",
          "validator\\.key",
          "tls\\..*");

  /**
   * Where a flip may stay unseen, and why that does no harm: the last record of a log may be an
   * append that was cut short; the rest of a write-ahead log is applied again from the blocks; in
   * text some bits mean nothing.
   */
  private static final String UNSEEN =
      "blocks/(chain|proposals)\\.log|votes|evidence|state/\\d+\\.log|validator\\.key|tls\\..*";

  @TempDir Path directory;

  private final Random random = new Random(SEED);
  private final Map<String, Integer> verdicts = new TreeMap<>();
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private Cluster cluster;
  private int ticks;

  private record Flip(Path file, String name, long at, long length) {
    @Override
    public String toString() {
      return name + " at " + at + " of " + length;
    }
  }

  @Test
  void eachIsFoundAndRepairedOrNamed() throws Exception {
    log.start();
    logger().addAppender(log);
    cluster = Cluster.start(directory.resolve("db"), OPTIONS);
    try {
      load();
      for (int done = 0; done < FLIPS; done += FLIPS_A_ROUND) {
        round(random.nextInt(cluster.size()), random.nextBoolean());
      }
      assertThat(rows(-1)).isEqualTo(expected());
      for (int seat = 0; seat < cluster.size(); seat++) {
        assertThat(new ClusterScrub(cluster, Long.MAX_VALUE).replica(seat).findings()).isEmpty();
        assertThat(rows(seat)).isEqualTo(expected());
      }
    } finally {
      cluster.close();
      logger().detachAppender(log);
    }
    LOG.warn("{} flips, seed {}: {}", FLIPS, SEED, verdicts);
    assertThat(verdicts.getOrDefault("repaired", 0)).isGreaterThan(FLIPS / 3);
  }

  private static ch.qos.logback.classic.Logger logger() {
    return (ch.qos.logback.classic.Logger) LoggerFactory.getLogger("org.assaydb");
  }

  private void round(int seat, boolean running) throws Exception {
    tick();
    log.list.clear();
    Path backup = Files.createTempDirectory(directory, "backup");
    List<Flip> flips;
    if (running) {
      copyIdentity(cluster.replicaDirectory(seat), backup);
      flips = flip(seat);
      assertNothingWrong(seat);
    } else {
      Path replica = cluster.replicaDirectory(seat);
      cluster.close();
      copyIdentity(replica, backup);
      flips = flip(seat);
      cluster = Cluster.start(directory.resolve("db"), OPTIONS);
    }
    String what = (running ? "running, " : "stopped, ") + "seat " + seat + ": " + flips;
    String named = restoreNamed(seat, backup);
    ClusterScrub scrub = new ClusterScrub(cluster, Long.MAX_VALUE);
    // First of all: a replica that runs repairs its votes from memory, which a restart loses.
    ClusterScrub.Outcome outcome = scrub.replica(seat);
    for (Finding finding : scrub.identities()) {
      assertThat(finding.repaired()).as(what).isFalse();
      named += finding;
      copyIdentity(backup, cluster.replicaDirectory(seat));
      cluster.stop(seat);
      cluster.restart(seat);
    }
    assertThat(outcome.left()).as(what).isEmpty();
    for (Flip flip : flips) {
      judge(flip, named, outcome, what);
    }
    assertThat(rows(seat)).as(what).isEqualTo(expected());
    assertThat(scrub.identities()).as(what).isEmpty();
    assertThat(scrub.replica(seat).findings()).as(what).isEmpty();
  }

  private void judge(Flip flip, String named, ClusterScrub.Outcome outcome, String what) {
    boolean found =
        outcome.findings().stream()
            .anyMatch(f -> flip.file().startsWith(f.file()) || isOfState(f, flip));
    found |= log.list.stream().anyMatch(e -> isAbout(e.getFormattedMessage(), flip));
    String verdict = found ? "repaired" : named.contains(flip.file().toString()) ? "named" : "-";
    if (verdict.equals("-")) {
      boolean isGone = !Files.exists(flip.file());
      assertThat(isGone || flip.name().matches(UNSEEN)).as("%s unseen: %s", flip, what).isTrue();
      verdict = isGone ? "gone with its file" : "unseen";
    }
    verdicts.merge(verdict, 1, Integer::sum);
  }

  /** What was repaired when the files were opened, and said in the log. */
  private static boolean isAbout(String line, Flip flip) {
    boolean isState = flip.name().startsWith("state/") && line.contains("/state is damaged");
    return isState || line.contains(flip.file().toString());
  }

  /** A new state takes the place of all files of the former one. */
  private static boolean isOfState(Finding finding, Flip flip) {
    return flip.name().startsWith("state/")
        && (finding.file().endsWith("state") || finding.file().endsWith("CURRENT"));
  }

  /** Starts a replica that named a damaged file with that file from the backup; what it said. */
  private String restoreNamed(int seat, Path backup) throws IOException {
    StringBuilder said = new StringBuilder();
    for (int attempt = 0; attempt < 4 && cluster.failures().containsKey(seat); attempt++) {
      String message = String.valueOf(cluster.failures().get(seat).getMessage());
      said.append(message).append('\n');
      boolean restored = false;
      for (String name : List.of("votes", "validator.key", "tls.key", "tls.pem")) {
        Path file = cluster.replicaDirectory(seat).resolve(name);
        if (message.contains(file.toString())) {
          Files.copy(backup.resolve(name), file, StandardCopyOption.REPLACE_EXISTING);
          restored = true;
        }
      }
      assertThat(restored).as("a file is named: %s", message).isTrue();
      try {
        cluster.restart(seat);
      } catch (ClusterException e) {
        said.append(e.getMessage());
      }
    }
    assertThat(cluster.failures()).isEmpty();
    return said.toString();
  }

  private static void copyIdentity(Path from, Path to) throws IOException {
    for (String name : List.of("votes", "validator.key", "tls.key", "tls.pem")) {
      if (!name.equals("votes") || !Files.exists(to.resolve("validator.key"))) {
        Files.copy(from.resolve(name), to.resolve(name), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private List<Flip> flip(int seat) throws IOException {
    Path replica = directory.resolve("db").resolve("replica-" + seat);
    List<Flip> flips = new ArrayList<>();
    Set<Path> taken = new HashSet<>();
    while (flips.size() < FLIPS_A_ROUND) {
      String kind = KINDS.get(random.nextInt(KINDS.size()));
      List<Path> files;
      files =
          Stream.of("", "blocks", "state", "archive")
              .flatMap(part -> Stream.of(replica.resolve(part).toFile().listFiles()))
              .filter(f -> f.isFile() && f.length() > 0)
              .map(f -> f.toPath())
              .filter(f -> replica.relativize(f).toString().matches(kind) && !taken.contains(f))
              .sorted()
              .toList();
      if (!files.isEmpty()) {
        Path file = files.get(random.nextInt(files.size()));
        taken.add(file);
        flips.add(flipOneBit(file, replica.relativize(file).toString()));
      }
    }
    return flips;
  }

  private Flip flipOneBit(Path file, String name) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      long at = (long) (random.nextDouble() * bytes.length());
      bytes.seek(at);
      int was = bytes.read();
      bytes.seek(at);
      bytes.write(was ^ 1 << random.nextInt(8));
      return new Flip(file, name, at, bytes.length());
    }
  }

  private Connection connect(int seat) throws SQLException {
    StringBuilder hosts = new StringBuilder();
    for (int i = 0; i < cluster.size(); i++) {
      if (seat < 0 || i == seat) {
        hosts.append(hosts.isEmpty() ? "" : ",");
        hosts.append("127.0.0.1:").append(cluster.replica(i).address().getPort());
      }
    }
    return DriverManager.getConnection(
        "jdbc:assay://"
            + hosts
            + "/?genesis="
            + cluster.genesisFile()
            + "&tlsCa="
            + cluster.caFile()
            + "&trustDir="
            + directory.resolve("trust")
            // What the driver has kept would hide what is damaged.
            + "&cacheBytes=0");
  }

  private void load() throws SQLException {
    try (Connection connection = connect(-1);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE ticks (id INTEGER PRIMARY KEY)");
      statement.execute(
          "CREATE TABLE big (id INTEGER PRIMARY KEY, g INTEGER NOT NULL, t VARCHAR(40))");
      statement.execute("CREATE INDEX big_g ON big (g)");
      connection.setAutoCommit(false);
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO big VALUES (?, ?, ?)")) {
        for (int id = 1; id <= ROWS; id++) {
          insert.setInt(1, id);
          insert.setInt(2, id % 100);
          insert.setString(3, "row " + id);
          insert.addBatch();
          if (id % 1_500 == 0) {
            insert.executeBatch();
            connection.commit();
          }
        }
      }
    }
  }

  private void tick() throws SQLException {
    try (Connection connection = connect(-1);
        Statement statement = connection.createStatement()) {
      for (int i = 0; i < 12; i++) {
        ticks++;
        statement.execute("INSERT INTO ticks VALUES (" + ticks + ")");
      }
    }
  }

  private List<String> expected() {
    long sum = (long) ROWS * (ROWS + 1) / 2;
    return List.of(ROWS + "|" + sum, ROWS / 100 + "|row 9917", "row 31415", ticks + "|1");
  }

  /** Answers of one replica, or of any for a negative seat. */
  private List<String> rows(int seat) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = connect(seat);
        Statement statement = connection.createStatement()) {
      for (String sql :
          List.of(
              "SELECT COUNT(*), SUM(id) FROM big",
              "SELECT COUNT(*), MAX(t) FROM big WHERE g = 17",
              "SELECT t FROM big WHERE id = 31415",
              "SELECT COUNT(*), MIN(id) FROM ticks")) {
        ResultSet found = statement.executeQuery(sql);
        found.next();
        int columns = found.getMetaData().getColumnCount();
        rows.add(found.getString(1) + (columns == 1 ? "" : "|" + found.getString(2)));
      }
    }
    return rows;
  }

  /** With the damage in its files a replica may refuse an answer, and gives no wrong one. */
  private void assertNothingWrong(int seat) {
    try {
      assertThat(rows(seat)).isEqualTo(expected());
    } catch (SQLException refused) {
      assertThat(refused.getMessage()).contains("storage");
    }
  }
}
