package org.assaydb.engine.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TextTableTest {
  @Test
  void alignsColumnsAndLeavesNoBlanksAtTheEnd() {
    TextTable table =
        new TextTable("lrl", "name", "n", "x").add("a", "10", "").add("bcdef", "1", "y");

    assertThat(table.toString()).isEqualTo("name    n  x\n-----  --  -\na      10\nbcdef   1  y\n");
  }

  @Test
  void partsOfALongTableHaveOneHeadingAndNeverGetNarrower() {
    TextTable table = new TextTable("lr", "name", "n").add("abcdef", "1");

    assertThat(table.drain()).isEqualTo("name    n\n------  -\nabcdef  1\n");
    assertThat(table.add("a", "2").add("b", "10").drain()).isEqualTo("a        2\nb       10\n");
    assertThat(table.add("c", "3").drain()).isEqualTo("c        3\n");
    assertThat(table.drain()).isEmpty();
  }

  @Test
  void countsColoursAsNothing() {
    TextTable table = new TextTable("ll", "v", "w").add("\u001b[32mok\u001b[0m", "1");

    assertThat(table.toString()).contains("\nv   w\n".strip()).contains("\u001b[32mok\u001b[0m  1");
  }

  @Test
  void refusesALineOfAnotherWidth() {
    assertThatThrownBy(() -> new TextTable("l", "a").add("1", "2"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
