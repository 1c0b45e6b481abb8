package org.assaydb.benchmarks.cli;

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
