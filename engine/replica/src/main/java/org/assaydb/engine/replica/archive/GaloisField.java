package org.assaydb.engine.replica.archive;

/** Arithmetic in GF(2^8) with the polynomial x^8 + x^4 + x^3 + x^2 + 1 (0x11d), generator 2. */
final class GaloisField {
  private static final int POLYNOMIAL = 0x11d;
  private static final int ORDER = 255;
  private static final int[] LOG = new int[256];
  private static final int[] EXP = new int[2 * ORDER];

  static {
    int x = 1;
    for (int i = 0; i < ORDER; i++) {
      EXP[i] = x;
      EXP[i + ORDER] = x;
      LOG[x] = i;
      x <<= 1;
      if (x > 255) {
        x ^= POLYNOMIAL;
      }
    }
  }

  private GaloisField() {}

  static int multiply(int a, int b) {
    return a == 0 || b == 0 ? 0 : EXP[LOG[a] + LOG[b]];
  }

  /** The inverse of a non-zero element. */
  static int inverse(int a) {
    if (a == 0) {
      throw new ArithmeticException("zero has no inverse");
    }
    return EXP[ORDER - LOG[a]];
  }
}
