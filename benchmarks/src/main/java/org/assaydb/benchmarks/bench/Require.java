package org.assaydb.benchmarks.bench;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Checks of options beyond their types; what fails is a wrong argument, exit status 2. */
final class Require {
  private Require() {}

  static void inRange(CommandSpec command, String option, long value, long least, long most) {
    if (value < least || value > most) {
      throw new ParameterException(
          command.commandLine(),
          String.format(
              Locale.ROOT, "%s must be from %,d to %,d, not %,d", option, least, most, value));
    }
  }

  static void oneOf(CommandSpec command, String option, String value, List<String> allowed) {
    if (!allowed.contains(value)) {
      throw new ParameterException(
          command.commandLine(),
          option + " must be one of " + String.join(", ", allowed) + ", not " + value);
    }
  }

  /** The names that match, at least one. */
  static Set<String> matching(
      CommandSpec command, String option, String regex, List<String> names) {
    try {
      Pattern pattern = Pattern.compile(regex);
      Set<String> found =
          names.stream().filter(n -> pattern.matcher(n).find()).collect(Collectors.toSet());
      if (found.isEmpty()) {
        throw new ParameterException(
            command.commandLine(),
            option + " " + regex + " matches none of: " + String.join(", ", names));
      }
      return found;
    } catch (PatternSyntaxException e) {
      throw new ParameterException(
          command.commandLine(), option + " is no regular expression: " + e.getDescription(), e);
    }
  }
}
