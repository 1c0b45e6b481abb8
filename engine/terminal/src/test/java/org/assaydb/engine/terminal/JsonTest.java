package org.assaydb.engine.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {
  @Test
  void writesNestedValues() {
    assertThat(Json.of(Map.of("a", List.of(1, 2.5, true))))
        .isEqualTo("{\n  \"a\": [\n    1,\n    2.5,\n    true\n  ]\n}\n");
  }

  @Test
  void escapesWhatJsonCannotHold() {
    assertThat(Json.of("a\"b\\c\nd")).isEqualTo("\"a\\\"b\\\\c\\u000ad\"\n");
  }

  @Test
  void writesNullAndWhatIsNoNumber() {
    assertThat(Json.of(Arrays.asList(null, Double.NaN))).isEqualTo("[\n  null,\n  \"NaN\"\n]\n");
  }
}
