package org.assaydb.sql.function.text;

/** Words of a text, for INITCAP. */
public final class Words {
  private Words() {}

  /** The first letter of each word in upper case, the others in lower case. */
  public static String capitalized(String text) {
    StringBuilder result = new StringBuilder(text.length());
    boolean inside = false;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      CaseMapping mapping = inside ? CaseMapping.LOWER : CaseMapping.UPPER;
      result.appendCodePoint(mapping.map(point));
      inside = belongsToWord(point);
    }
    return result.toString();
  }

  /**
   * Letters and digits of ASCII, and beyond ASCII all that is not in the blocks of punctuation and
   * symbols: a rule of few lines in place of tables that change with each version of Unicode.
   */
  private static boolean belongsToWord(int point) {
    if (point < 0x80) {
      return point >= '0' && point <= '9'
          || point >= 'A' && point <= 'Z'
          || point >= 'a' && point <= 'z';
    }
    if (point < 0xC0) {
      return point == 0xAA || point == 0xB5 || point == 0xBA;
    }
    boolean symbol =
        point == 0xD7
            || point == 0xF7
            || point >= 0x2000 && point <= 0x206F
            || point >= 0x20A0 && point <= 0x20CF
            || point >= 0x2190 && point <= 0x2BFF
            || point >= 0x3000 && point <= 0x303F;
    return !symbol;
  }
}
