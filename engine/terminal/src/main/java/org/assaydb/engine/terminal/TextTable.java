package org.assaydb.engine.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Lines of cells under a heading, padded to the widest cell of each column. A long table can be
 * drained part by part: columns never get narrower.
 */
public final class TextTable {
  private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");

  private final List<List<String>> lines = new ArrayList<>();
  private final String alignment;
  private final int[] widths;
  private boolean headed;

  /**
   * An empty table.
   *
   * @param alignment one character per column: {@code l} left, {@code r} right
   * @param heading as many cells as the alignment has characters
   */
  public TextTable(String alignment, String... heading) {
    this.alignment = alignment;
    widths = new int[alignment.length()];
    add(heading);
  }

  public TextTable add(String... cells) {
    if (cells.length != alignment.length()) {
      throw new IllegalArgumentException(
          cells.length + " cells for " + alignment.length() + " columns");
    }
    lines.add(List.of(cells));
    return this;
  }

  /** Heading, a rule and all lines, each ended by a line break and without blanks at its end. */
  @Override
  public String toString() {
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], shownLength(line.get(i)));
      }
    }
    StringBuilder out = new StringBuilder();
    for (int n = 0; n < lines.size(); n++) {
      append(out, lines.get(n));
      if (n == 0 && !headed) {
        append(out, rules());
      }
    }
    return out.toString();
  }

  /** As {@link #toString}, of what was not drained before; then forgets the lines. */
  public String drain() {
    String text = toString();
    headed = true;
    lines.clear();
    return text;
  }

  /** Colours take no room. */
  private static int shownLength(String cell) {
    return COLOUR.matcher(cell).replaceAll("").length();
  }

  private List<String> rules() {
    List<String> rules = new ArrayList<>();
    for (int width : widths) {
      rules.add("-".repeat(width));
    }
    return rules;
  }

  private void append(StringBuilder out, List<String> line) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String blanks = " ".repeat(widths[i] - shownLength(line.get(i)));
      boolean right = alignment.charAt(i) == 'r';
      text.append(i == 0 ? "" : "  ");
      text.append(right ? blanks : "").append(line.get(i)).append(right ? "" : blanks);
    }
    out.append(text.toString().stripTrailing()).append('\n');
  }
}
