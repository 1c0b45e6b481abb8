package org.assaydb.sql.function.text;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.SqlLayerException;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression as RE2 reads it, which matches in time linear in the text; no
 * back-references and no look-around. As in PostgreSQL a dot matches a line end too, and {@code ^}
 * and {@code $} match only at the ends of the text, unless flag {@code n} is given. Immutable.
 */
public final class Regex {
  private final Pattern pattern;
  private final boolean everywhere;

  private Regex(Pattern pattern, boolean everywhere) {
    this.pattern = pattern;
    this.everywhere = everywhere;
  }

  /**
   * @param flags of {@code g} (replace all), {@code i} (ignore case), {@code c} (do not), {@code n}
   *     or {@code m} (lines), {@code s} (no lines); a later one wins over an earlier one
   * @throws SqlLayerException 2201B for a bad pattern, 22023 for a bad flag
   */
  public static Regex of(String pattern, String flags) {
    int options = Pattern.DOTALL;
    boolean everywhere = false;
    for (int i = 0; i < flags.length(); i++) {
      switch (flags.charAt(i)) {
        case 'g' -> everywhere = true;
        case 'i' -> options |= Pattern.CASE_INSENSITIVE;
        case 'c' -> options &= ~Pattern.CASE_INSENSITIVE;
        case 'n', 'm' -> options = options & ~Pattern.DOTALL | Pattern.MULTILINE;
        case 's' -> options = options & ~Pattern.MULTILINE | Pattern.DOTALL;
        default ->
            throw new SqlLayerException(
                SqlStates.INVALID_PARAMETER,
                "invalid regular expression option: '" + flags.charAt(i) + "'");
      }
    }
    return new Regex(compiled(pattern, options), everywhere);
  }

  static Pattern compiled(String pattern, int options) {
    RegexSize.check(pattern);
    try {
      return Pattern.compile(pattern, options);
    } catch (PatternSyntaxException e) {
      throw new SqlLayerException(
          SqlStates.INVALID_PATTERN, "invalid regular expression: " + e.getMessage(), e);
    }
  }

  private Matcher once(String text, Runnable interruptCheck) {
    return pattern.matcher(MatchedText.once(text, interruptCheck));
  }

  private Matcher often(String text, Runnable interruptCheck) {
    return pattern.matcher(MatchedText.often(text, interruptCheck));
  }

  public boolean findsIn(String text, Runnable interruptCheck) {
    return once(text, interruptCheck).find();
  }

  /** The first match; null when there is none. */
  public @Nullable String match(String text, Runnable interruptCheck) {
    Matcher matcher = once(text, interruptCheck);
    return matcher.find() ? matcher.group() : null;
  }

  /** The first group of the first match, or the match when there are no groups. */
  public @Nullable String matchOrGroup(String text, Runnable interruptCheck) {
    Matcher matcher = once(text, interruptCheck);
    return matcher.find() ? matcher.group(matcher.groupCount() > 0 ? 1 : 0) : null;
  }

  public long count(String text, Runnable interruptCheck) {
    Matcher matcher = often(text, interruptCheck);
    long count = 0;
    while (matcher.find()) {
      count++;
    }
    return count;
  }

  /**
   * The first match replaced, or all with flag {@code g}.
   *
   * @param replacement {@code \1} to {@code \9} stand for groups, {@code \&} for the match, {@code
   *     \\} for a backslash
   */
  public String replaced(String text, String replacement, Runnable interruptCheck) {
    Matcher matcher = often(text, interruptCheck);
    StringBuilder result = new StringBuilder();
    int place = 0;
    while (matcher.find()) {
      result.append(text, place, matcher.start());
      append(result, matcher, replacement);
      place = matcher.end();
      if (!everywhere) {
        break;
      }
    }
    return result.append(text, place, text.length()).toString();
  }

  private static void append(StringBuilder result, Matcher matcher, String replacement) {
    for (int i = 0; i < replacement.length(); i++) {
      TextSize.checked(result.length());
      char c = replacement.charAt(i);
      if (c != '\\' || i + 1 == replacement.length()) {
        result.append(c);
        continue;
      }
      char next = replacement.charAt(++i);
      if (next == '&') {
        result.append(matcher.group());
      } else if (next >= '1' && next <= '9') {
        String group = next - '0' <= matcher.groupCount() ? matcher.group(next - '0') : null;
        result.append(group == null ? "" : group);
      } else if (next == '\\') {
        result.append('\\');
      } else {
        result.append('\\').append(next);
      }
    }
  }
}
