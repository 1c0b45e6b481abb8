package org.assaydb.sql.function.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LikePatternTest {
  private static boolean matches(String text, String pattern) {
    byte[] bytes = ("x" + text + "y").getBytes(StandardCharsets.UTF_8);
    return LikePattern.of(pattern, '\\').matches(bytes, 1, bytes.length - 1);
  }

  /** By the definition. */
  private static boolean naive(int[] text, int t, int[] pattern, int p) {
    if (p == pattern.length) {
      return t == text.length;
    }
    if (pattern[p] == '%') {
      return naive(text, t, pattern, p + 1) || t < text.length && naive(text, t + 1, pattern, p);
    }
    return t < text.length
        && (pattern[p] == '_' || pattern[p] == text[t])
        && naive(text, t + 1, pattern, p + 1);
  }

  private static String random(Random random, String[] alphabet, int most) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      text.append(alphabet[random.nextInt(alphabet.length)]);
    }
    return text.toString();
  }

  @Test
  void agreesWithTheDefinition() {
    Random random = new Random(7);
    int matched = 0;
    for (int i = 0; i < 20_000; i++) {
      String text = random(random, new String[] {"a", "b", "é", "😀"}, 7);
      String pattern = random(random, new String[] {"a", "b", "é", "😀", "%", "_", "%"}, 6);
      boolean expected = naive(text.codePoints().toArray(), 0, pattern.codePoints().toArray(), 0);
      assertThat(matches(text, pattern)).as("%s LIKE %s", text, pattern).isEqualTo(expected);
      matched += expected ? 1 : 0;
    }
    assertThat(matched).isBetween(1_000, 19_000);
  }

  @Test
  void findsSegmentsLongerThanAWordWithWildcards() {
    String text = "b".repeat(100) + "a".repeat(70) + "c" + "a".repeat(70) + "d";
    assertThat(matches(text, "%" + "a".repeat(70) + "_" + "a".repeat(70) + "%")).isTrue();
    assertThat(matches(text, "%" + "a".repeat(71) + "_" + "a".repeat(70) + "%")).isFalse();
  }

  @Test
  void takesTimeInProportionToTheText() {
    String text = "a".repeat(200_000);
    // A search that starts again at each character would take 10^10 steps for each.
    assertThat(matches(text, "%" + "a".repeat(100_000) + "b%")).isFalse();
    assertThat(matches(text, "%a%a%a%a%a%a%a%a%a%a%b")).isFalse();
    assertThat(matches(text, "%" + "_".repeat(1_000) + "b%")).isFalse();
  }
}
