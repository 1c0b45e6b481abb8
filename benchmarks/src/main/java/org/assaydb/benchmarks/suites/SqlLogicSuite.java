package org.assaydb.benchmarks.suites;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assaydb.benchmarks.store.LocalDatabase;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.planner.CalcitePlanner;
import org.jspecify.annotations.Nullable;

/**
 * sqllogictest: 622 files with 5.9 million queries. A run takes the files in a seeded order, of
 * each the same number of queries, spread over the file; the statements between them all run.
 */
public final class SqlLogicSuite {
  private static final String ONE_FILE = "/test/select1.test";

  /** Few queries of a file would not be worth its CREATE TABLE and INSERT statements. */
  private static final long LEAST_OF_A_FILE = 500;

  /**
   * What to run.
   *
   * @param results number of queries, or fewer when there are no more
   * @param seed of the order of the files
   * @param files which of them, by their paths
   */
  public record Setting(long results, long seed, Pattern files) {}

  private final Setting setting;
  private final LongConsumer done;
  private final Verdicts verdicts = new Verdicts();

  /**
   * A run.
   *
   * @param done told how many more queries were run
   */
  public SqlLogicSuite(Setting setting, LongConsumer done) {
    this.setting = setting;
    this.done = done;
  }

  /** Runs queries until there are as many results as wanted. */
  public Verdicts run() throws IOException {
    URL one = SqlLogicSuite.class.getResource(ONE_FILE);
    if (one == null) {
      throw new IllegalStateException("sqllogictest is not on the class path");
    }
    try (FileSystem jar = FileSystems.newFileSystem(uri(one), Map.of())) {
      List<Path> files = filesIn(jar);
      Collections.shuffle(files, new Random(setting.seed()));
      long ofAFile = Math.max(LEAST_OF_A_FILE, 2 * setting.results() / Math.max(1, files.size()));
      for (Path file : files) {
        if (verdicts.count() >= setting.results()) {
          break;
        }
        run(file, Math.min(ofAFile, setting.results() - verdicts.count()));
      }
    }
    return verdicts;
  }

  private static URI uri(URL url) {
    try {
      return url.toURI();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<Path> filesIn(FileSystem jar) throws IOException {
    try (Stream<Path> all = Files.walk(jar.getPath("/test"))) {
      return new ArrayList<>(
          all.filter(file -> file.toString().endsWith(".test"))
              .filter(file -> setting.files().matcher(file.toString()).find())
              .sorted()
              .toList());
    }
  }

  private void run(Path file, long wanted) throws IOException {
    List<SqlLogicRecord> records = SqlLogicReader.read(Files.readAllLines(file));
    long queries = records.stream().filter(r -> r.kind() == SqlLogicRecord.Kind.QUERY).count();
    LocalDatabase database = new LocalDatabase(new CalcitePlanner());
    long seen = 0;
    for (SqlLogicRecord record : records) {
      String place = file + ":" + record.line();
      if (record.kind() != SqlLogicRecord.Kind.QUERY) {
        change(database, record, place);
      } else if (seen * wanted / queries < ++seen * wanted / queries || queries <= wanted) {
        query(database, record, place);
        done.accept(1);
      }
    }
  }

  /** A statement is no result; one that must fail and does not is wrong all the same. */
  private void change(LocalDatabase database, SqlLogicRecord record, String place) {
    boolean failed = false;
    try {
      database.run(record.sql());
    } catch (SqlLayerException e) {
      failed = true; // what builds on a statement that is refused shows it
    } catch (RuntimeException e) {
      failed = true;
      verdicts.failed(place, record.sql(), e);
    }
    if (!failed && record.kind() == SqlLogicRecord.Kind.ERROR) {
      verdicts.wrong(place, record.sql(), "must fail");
    }
  }

  private void query(LocalDatabase database, SqlLogicRecord record, String place) {
    try {
      List<@Nullable Object[]> rows = database.query(record.sql());
      String difference = SqlLogicValues.difference(record, rows);
      if (difference == null) {
        verdicts.right();
      } else if (SqlLogicValues.isOfOtherType(record, rows)) {
        verdicts.deviates(place, record.sql(), difference);
      } else {
        verdicts.wrong(place, record.sql(), difference);
      }
    } catch (RuntimeException e) {
      verdicts.failed(place, record.sql(), e);
    }
  }
}
