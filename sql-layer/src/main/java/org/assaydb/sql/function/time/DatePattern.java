package org.assaydb.sql.function.time;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.SqlLayerException;
import org.jspecify.annotations.Nullable;

/**
 * A format of TO_CHAR, TO_DATE and TO_TIMESTAMP, cut into its elements. Text in double quotes and
 * all characters that are no letters stand for themselves; letters that are none of the elements
 * below are refused, for PostgreSQL knows elements that we do not. Immutable.
 */
final class DatePattern {
  /** An element; keywords are written in upper or in lower case. */
  enum Element {
    // A keyword comes before those that it begins with.
    HH24("HH24"),
    HH12("HH12"),
    HH("HH"),
    MI("MI"),
    MONTH("MONTH"),
    MON("MON"),
    MM("MM"),
    MS("MS"),
    SSSS("SSSS"),
    SS("SS"),
    US("US"),
    AM("AM"),
    PM("PM"),
    YYYY("YYYY"),
    YYY("YYY"),
    YY("YY"),
    Y("Y"),
    IYYY("IYYY"),
    IDDD("IDDD"),
    IW("IW"),
    ID("ID"),
    DAY("DAY"),
    DY("DY"),
    DDD("DDD"),
    DD("DD"),
    D("D"),
    WW("WW"),
    W("W"),
    Q("Q"),
    J("J"),
    CC("CC"),
    LITERAL("");

    private final String keyword;

    Element(String keyword) {
      this.keyword = keyword;
    }
  }

  /** How letters of a name are written. */
  enum Letters {
    UPPER,
    LOWER,
    CAPITALIZED
  }

  /**
   * @param plain whether FM stood before it: no blanks and zeros to fill it up
   * @param literal of LITERAL alone
   */
  record Part(Element element, boolean plain, Letters letters, String literal) {}

  private final String pattern;
  private final List<Part> parts = new ArrayList<>();
  private final StringBuilder literal = new StringBuilder();

  private DatePattern(String pattern) {
    this.pattern = pattern;
  }

  /** 0A000 for elements that are not supported. */
  static List<Part> parts(String pattern) {
    return List.copyOf(new DatePattern(pattern).parse());
  }

  private List<Part> parse() {
    int place = 0;
    while (place < pattern.length()) {
      char c = pattern.charAt(place);
      if (c == '"') {
        place = quoted(place + 1);
      } else if (isLetter(c)) {
        place = element(place);
      } else {
        literal.append(c);
        place++;
      }
    }
    flush();
    return parts;
  }

  private static boolean isLetter(char c) {
    return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
  }

  private int quoted(int from) {
    int place = from;
    while (place < pattern.length() && pattern.charAt(place) != '"') {
      if (pattern.charAt(place) == '\\' && place + 1 < pattern.length()) {
        place++;
      }
      literal.append(pattern.charAt(place++));
    }
    return place + 1;
  }

  private int element(int from) {
    boolean plain = startsWith(from, "FM") != null;
    int place = plain ? from + 2 : from;
    for (Element element : Element.values()) {
      Letters letters = element == Element.LITERAL ? null : startsWith(place, element.keyword);
      boolean named = element == Element.MONTH || element == Element.MON;
      named |= element == Element.DAY || element == Element.DY;
      if (letters != null && (letters != Letters.CAPITALIZED || named)) {
        if (element == Element.SSSS || element == Element.IDDD) {
          break;
        }
        flush();
        parts.add(new Part(element, plain, letters, ""));
        return place + element.keyword.length();
      }
    }
    throw new SqlLayerException(
        SqlStates.NOT_SUPPORTED,
        "the format \"" + pattern.substring(from) + "\" of a date or time is not supported");
  }

  private @Nullable Letters startsWith(int place, String keyword) {
    if (pattern.startsWith(keyword, place)) {
      return Letters.UPPER;
    }
    String lower = keyword.toLowerCase(Locale.ROOT);
    if (pattern.startsWith(lower, place)) {
      return Letters.LOWER;
    }
    String capitalized = keyword.charAt(0) + lower.substring(1);
    return pattern.startsWith(capitalized, place) ? Letters.CAPITALIZED : null;
  }

  private void flush() {
    if (literal.length() > 0) {
      parts.add(new Part(Element.LITERAL, false, Letters.UPPER, literal.toString()));
      literal.setLength(0);
    }
  }
}
