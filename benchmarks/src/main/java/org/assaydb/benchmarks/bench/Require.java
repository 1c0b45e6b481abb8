package org.assaydb.benchmarks.bench;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
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

  /** The numbers given, each from 1 to {@code most}; all of these when none is given. */
  static Set<Integer> numbers(
      CommandSpec command, String option, @Nullable List<Integer> given, int most) {
    if (given == null) {
      return IntStream.rangeClosed(1, most).boxed().collect(Collectors.toSet());
    }
    given.forEach(number -> inRange(command, option, number, 1, most));
    return Set.copyOf(given);
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
    Pattern pattern = regex(command, option, regex);
    Set<String> found =
        names.stream().filter(n -> pattern.matcher(n).find()).collect(Collectors.toSet());
    if (found.isEmpty()) {
      throw new ParameterException(
          command.commandLine(),
          option + " " + regex + " matches none of: " + String.join(", ", names));
    }
    return found;
  }

  /** The pattern of a regular expression. */
  static Pattern regex(CommandSpec command, String option, String regex) {
    try {
      return Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      throw new ParameterException(
          command.commandLine(), option + " is no regular expression: " + e.getDescription(), e);
    }
  }
}
