package org.assaydb.engine.cli.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assaydb.proofs.RejectReason;
import org.junit.jupiter.api.Test;

/**
 * The classes that decide trust are those that docs/architecture.md lists under "Where trust is
 * decided": in what a client runs, they alone give a reason to reject that is not about form.
 */
final class TrustTest {
  private static final Path ARCHITECTURE =
      Path.of(System.getProperty("basedir", ".")).resolve("../../docs/architecture.md");

  private static final String TOP = "org.assaydb.";
  private static final Pattern LISTED = Pattern.compile("(?m)^\\| `((?:[a-z]+\\.)+[A-Z]\\w*)` \\|");

  /** Any decoder rejects for these, before it is known what the bytes would say. */
  private static final Set<RejectReason> OF_FORM =
      Set.of(RejectReason.MALFORMED, RejectReason.NONCANONICAL, RejectReason.LIMIT_EXCEEDED);

  @Test
  void classesThatDecideTrustAreThoseListed() throws IOException {
    assertThat(deciding()).isEqualTo(listed());
  }

  private static Set<String> listed() throws IOException {
    String text = Files.readString(ARCHITECTURE);
    String section = text.substring(text.indexOf("\n## Where trust is decided\n") + 1);
    int end = section.indexOf("\n## ");
    Matcher lines = LISTED.matcher(end < 0 ? section : section.substring(0, end));
    Set<String> names = new TreeSet<>();
    while (lines.find()) {
      names.add(lines.group(1));
    }
    return names;
  }

  private static Set<String> deciding() {
    JavaClasses classes =
        new ClassFileImporter(
                List.of(new ImportOption.DoNotIncludeTests(), new ArchitectureTest.NoTestJars()))
            .importPackages(TOP + "proofs", TOP + "sql", TOP + "jdbc");
    Set<String> names = new TreeSet<>();
    for (JavaClass type : classes) {
      if (type.getFieldAccessesFromSelf().stream().anyMatch(TrustTest::decides)) {
        names.add(type.getName().substring(TOP.length()).replaceFirst("\\$.*", ""));
      }
    }
    return names;
  }

  private static boolean decides(JavaFieldAccess access) {
    boolean reason =
        access.getTargetOwner().isEquivalentTo(RejectReason.class)
            && access.getTarget().getRawType().isEquivalentTo(RejectReason.class)
            && !access.getOriginOwner().isEquivalentTo(RejectReason.class);
    return reason && !OF_FORM.contains(RejectReason.valueOf(access.getTarget().getName()));
  }
}
