package org.assaydb.benchmarks.synthea;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assaydb.benchmarks.resource.Resource;

/** The tables and indexes of {@code schema.sql}. */
public final class SyntheaSchema {
  private static final Pattern TABLE = Pattern.compile("^CREATE TABLE (\\w+)");

  private SyntheaSchema() {}

  /** All statements in the order in which they must run, without their semicolons. */
  public static List<String> statements() {
    return Resource.statements("/synthea/schema.sql");
  }

  /** The CREATE TABLE statements only. */
  public static List<String> tableStatements() {
    return statements().stream().filter(s -> TABLE.matcher(s).find()).toList();
  }

  /** Names of the 18 tables in lower case: also the names of the CSV files. */
  public static List<String> tables() {
    List<String> names = new ArrayList<>();
    for (String statement : tableStatements()) {
      Matcher matcher = TABLE.matcher(statement);
      if (matcher.find()) {
        names.add(matcher.group(1).toLowerCase(Locale.ROOT));
      }
    }
    return names;
  }
}
