package org.assaydb.engine.cli.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assaydb.proofs.ErrorCategory;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.SqlStates;
import org.assaydb.proofs.wire.FailureCode;
import org.junit.jupiter.api.Test;

/** There is one list of errors, and docs/jdbc.md and docs/formats/wire.md show it. */
final class ErrorListTest {
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| ((?:`\\w{5}`(?:, )?)+) \\| (\\d [A-Z]+) \\|");
  private static final Pattern STATE = Pattern.compile("`(\\w{5})`");
  private static final Pattern NUMBERED = Pattern.compile("\\b(\\d+ [A-Z_]+)\\b");
  private static final Pattern LITERAL = Pattern.compile("\"([0-9A-Z]{5})\"");

  /** Modules that raise errors of AssayDB; benchmarks has other databases' too. */
  private static final List<String> MODULES =
      Sources.MODULES.stream().filter(module -> !module.equals("benchmarks")).toList();

  private static Map<String, String> states() throws IllegalAccessException {
    Map<String, String> states = new TreeMap<>();
    for (Field field : SqlStates.class.getFields()) {
      String state = (String) field.get(null);
      assertThat(states.put(state, shown(ErrorCategory.of(state)))).as(state).isNull();
    }
    return states;
  }

  private static String shown(ErrorCategory category) {
    return category.code() + " " + category;
  }

  private static String section(String file, String from, String to) throws IOException {
    String text = Files.readString(Sources.TOP.resolve(file));
    int start = text.indexOf(from);
    return text.substring(start, text.indexOf(to, start + from.length()));
  }

  @Test
  void documentedStatesAreThoseOfTheList() throws Exception {
    Map<String, String> documented = new TreeMap<>();
    Matcher rows = ROW.matcher(section("docs/jdbc.md", "\n## SQLSTATEs\n", "\n## "));
    while (rows.find()) {
      Matcher states = STATE.matcher(rows.group(1));
      while (states.find()) {
        assertThat(documented.put(states.group(1), rows.group(2))).as(states.group(1)).isNull();
      }
    }
    assertThat(documented.remove("VA0nn")).isEqualTo(shown(ErrorCategory.UNVERIFIED));
    assertThat(documented).isEqualTo(states());
  }

  @Test
  void documentedReasonsAreThoseOfTheList() throws IOException {
    List<String> reasons =
        Stream.of(RejectReason.values()).map(r -> r.code() + " " + r.name()).toList();
    assertThat(numbered(section("docs/jdbc.md", "\nReasons: ", ".\n"))).isEqualTo(reasons);
    for (RejectReason reason : RejectReason.values()) {
      assertThat(ErrorCategory.of(reason.sqlState())).isEqualTo(ErrorCategory.UNVERIFIED);
    }
  }

  @Test
  void documentedFailureCodesAreThoseOfTheList() throws IOException {
    List<String> codes =
        Stream.of(FailureCode.values()).map(c -> c.code() + " " + c.name()).toList();
    assertThat(numbered(section("docs/formats/wire.md", "\nFailure codes: ", ". ")))
        .isEqualTo(codes);
    for (FailureCode code : FailureCode.values()) {
      boolean category = code.code() <= ErrorCategory.INTERNAL.code();
      assertThat(!category || ErrorCategory.valueOf(code.name()).code() == code.code()).isTrue();
    }
  }

  private static List<String> numbered(String text) {
    return NUMBERED.matcher(text).results().map(m -> m.group(1)).toList();
  }

  /** Nobody has a second list. */
  @Test
  void statesAreWrittenDownOnce() throws Exception {
    Map<String, String> states = states();
    List<String> found = new ArrayList<>();
    int files = 0;
    for (String module : MODULES) {
      try (Stream<Path> paths = Files.walk(Sources.TOP.resolve(module + "/src/main/java"))) {
        for (Path path : paths.filter(p -> p.toString().endsWith(".java")).toList()) {
          files++;
          Matcher literals = LITERAL.matcher(Files.readString(path));
          while (!path.endsWith("SqlStates.java") && literals.find()) {
            if (states.containsKey(literals.group(1))) {
              found.add(path.getFileName() + ": " + literals.group(1));
            }
          }
        }
      }
    }
    assertThat(files).isGreaterThan(500);
    assertThat(found).isEmpty();
  }
}
