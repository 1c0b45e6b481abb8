package org.assaydb.sql.function.time;

/** English names of months and days. */
public final class Names {
  private static final String[] MONTHS = {
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December"
  };
  private static final String[] DAYS = {
    "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"
  };

  /** Letters of an abbreviation. */
  static final int SHORT = 3;

  private Names() {}

  /** Of month 1 to 12. */
  public static String month(long month) {
    return MONTHS[(int) month - 1];
  }

  /** Of day 0, Sunday, to 6. */
  public static String day(long dayOfWeek) {
    return DAYS[(int) dayOfWeek];
  }

  /** The month whose name, or its first three letters, a text begins with; 0 for none. */
  static int monthAt(String text, int place, boolean whole) {
    return indexAt(MONTHS, text, place, whole) + 1;
  }

  /** The day of the week, from 0, that a text names; -1 for none. */
  static int dayAt(String text, int place, boolean whole) {
    return indexAt(DAYS, text, place, whole);
  }

  private static int indexAt(String[] names, String text, int place, boolean whole) {
    for (int i = 0; i < names.length; i++) {
      int length = whole ? names[i].length() : SHORT;
      if (text.regionMatches(true, place, names[i], 0, length)) {
        return i;
      }
    }
    return -1;
  }
}
