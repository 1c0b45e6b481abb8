package org.assaydb.sql.function.text;

/**
 * Upper and lower case by tables of our own, so that they are the same with every JDK: Unicode's
 * simple mappings of ASCII, Latin-1, Latin Extended-A, Greek and Cyrillic (U+0000 to U+017F, U+0370
 * to U+052F); every other character stays as it is. One character becomes one character.
 */
public final class CaseMapping {
  private static final int SIZE = 0x530;

  public static final CaseMapping UPPER = new CaseMapping(upperRanges());
  public static final CaseMapping LOWER = new CaseMapping(lowerRanges());

  private final char[] mapped = new char[SIZE];

  /** {@code ranges}: first, last, step and difference of characters that are mapped. */
  private CaseMapping(int[][] ranges) {
    for (int i = 0; i < SIZE; i++) {
      mapped[i] = (char) i;
    }
    for (int[] range : ranges) {
      for (int i = range[0]; i <= range[1]; i += range[2]) {
        mapped[i] = (char) (i + range[3]);
      }
    }
  }

  public int map(int codePoint) {
    return codePoint < SIZE ? mapped[codePoint] : codePoint;
  }

  public String map(String text) {
    char[] result = text.toCharArray();
    for (int i = 0; i < result.length; i++) {
      // Halves of surrogate pairs are above the table.
      if (result[i] < SIZE) {
        result[i] = mapped[result[i]];
      }
    }
    return new String(result);
  }

  /** Maps ASCII in place; false, with the array partly mapped, when there is other text. */
  public boolean mapAscii(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] < 0) {
        return false;
      }
      bytes[i] = (byte) mapped[bytes[i]];
    }
    return true;
  }

  private static int[][] upperRanges() {
    return new int[][] {
      {0x061, 0x07A, 1, -32}, {0x0B5, 0x0B5, 1, 743}, {0x0E0, 0x0F6, 1, -32},
      {0x0F8, 0x0FE, 1, -32}, {0x0FF, 0x0FF, 1, 121}, {0x101, 0x12F, 2, -1},
      {0x131, 0x131, 1, -232}, {0x133, 0x137, 2, -1}, {0x13A, 0x148, 2, -1},
      {0x14B, 0x177, 2, -1}, {0x17A, 0x17E, 2, -1}, {0x17F, 0x17F, 1, -300},
      {0x371, 0x373, 2, -1}, {0x377, 0x377, 1, -1}, {0x37B, 0x37D, 1, 130},
      {0x3AC, 0x3AC, 1, -38}, {0x3AD, 0x3AF, 1, -37}, {0x3B1, 0x3C1, 1, -32},
      {0x3C2, 0x3C2, 1, -31}, {0x3C3, 0x3CB, 1, -32}, {0x3CC, 0x3CC, 1, -64},
      {0x3CD, 0x3CE, 1, -63}, {0x3D0, 0x3D0, 1, -62}, {0x3D1, 0x3D1, 1, -57},
      {0x3D5, 0x3D5, 1, -47}, {0x3D6, 0x3D6, 1, -54}, {0x3D7, 0x3D7, 1, -8},
      {0x3D9, 0x3EF, 2, -1}, {0x3F0, 0x3F0, 1, -86}, {0x3F1, 0x3F1, 1, -80},
      {0x3F2, 0x3F2, 1, 7}, {0x3F3, 0x3F3, 1, -116}, {0x3F5, 0x3F5, 1, -96},
      {0x3F8, 0x3F8, 1, -1}, {0x3FB, 0x3FB, 1, -1}, {0x430, 0x44F, 1, -32},
      {0x450, 0x45F, 1, -80}, {0x461, 0x481, 2, -1}, {0x48B, 0x4BF, 2, -1},
      {0x4C2, 0x4CE, 2, -1}, {0x4CF, 0x4CF, 1, -15}, {0x4D1, 0x52F, 2, -1},
    };
  }

  private static int[][] lowerRanges() {
    return new int[][] {
      {0x041, 0x05A, 1, 32}, {0x0C0, 0x0D6, 1, 32}, {0x0D8, 0x0DE, 1, 32},
      {0x100, 0x12E, 2, 1}, {0x130, 0x130, 1, -199}, {0x132, 0x136, 2, 1},
      {0x139, 0x147, 2, 1}, {0x14A, 0x176, 2, 1}, {0x178, 0x178, 1, -121},
      {0x179, 0x17D, 2, 1}, {0x370, 0x372, 2, 1}, {0x376, 0x376, 1, 1},
      {0x37F, 0x37F, 1, 116}, {0x386, 0x386, 1, 38}, {0x388, 0x38A, 1, 37},
      {0x38C, 0x38C, 1, 64}, {0x38E, 0x38F, 1, 63}, {0x391, 0x3A1, 1, 32},
      {0x3A3, 0x3AB, 1, 32}, {0x3CF, 0x3CF, 1, 8}, {0x3D8, 0x3EE, 2, 1},
      {0x3F4, 0x3F4, 1, -60}, {0x3F7, 0x3F7, 1, 1}, {0x3F9, 0x3F9, 1, -7},
      {0x3FA, 0x3FA, 1, 1}, {0x3FD, 0x3FF, 1, -130}, {0x400, 0x40F, 1, 80},
      {0x410, 0x42F, 1, 32}, {0x460, 0x480, 2, 1}, {0x48A, 0x4BE, 2, 1},
      {0x4C0, 0x4C0, 1, 15}, {0x4C1, 0x4CD, 2, 1}, {0x4D0, 0x52E, 2, 1},
    };
  }
}
