package org.assaydb.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShownTextTest {
  @Test
  void whatCanBeSeenStaysAsItIs() {
    String text = "SELECT 'Größe', \"名前\", 'שלום' FROM t WHERE a <> 'e\u0301😀'";
    assertThat(ShownText.text(text)).isEqualTo(text);
    assertThat(ShownText.text("")).isEmpty();
  }

  /** Terminal escapes, directions, joiners, other blanks, line ends, tags, private use, halves. */
  @ParameterizedTest
  @ValueSource(
      ints = {
        0, 7, 8, 0x1b, 0x7f, 0x85, 0x9b, 0xa0, 0xad, 0x061c, 0x200b, 0x200d, 0x200e, 0x200f, 0x2028,
        0x2029, 0x202a, 0x202e, 0x2060, 0x2066, 0x2069, 0x3000, 0xd800, 0xdfff, 0xe000, 0xfeff,
        0xfff9, 0xffff, 0xe0001, 0xe0041, 0xf0000, 0x10ffff
      })
  void whatCannotBeSeenIsAnEscape(int point) {
    String shown = ShownText.text("a" + new String(new int[] {point}, 0, 1) + "b");
    assertThat(shown).matches("a\\\\u([0-9a-f]{4}|\\{[0-9a-f]+})b");
  }

  @Test
  void linesAndBackslashesHaveShortEscapes() {
    assertThat(ShownText.text("a\r\n\tb")).isEqualTo("a\\r\\n\\tb");
    assertThat(ShownText.text("\\u202e")).isEqualTo("\\\\u202e");
  }

  @Test
  void valuesCannotBeTakenForSeveral() {
    assertThat(ShownText.value("1', '2")).isEqualTo("'1'', ''2'");
    assertThat(ShownText.value(null)).isEqualTo("NULL");
    assertThat(ShownText.value("NULL")).isEqualTo("'NULL'");
    assertThat(ShownText.value(new byte[] {0x1b, -1})).isEqualTo("X'1bff'");
    assertThat(ShownText.value(new BigDecimal("1.50"))).isEqualTo("1.50");
  }
}
