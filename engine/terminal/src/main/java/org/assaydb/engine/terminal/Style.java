package org.assaydb.engine.terminal;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Help.Ansi;

/** Where a command prints, and how: colours and moving bars only when a person watches. */
public final class Style {
  private final PrintStream out;
  private final boolean terminal;

  public Style(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** Standard output; NO_COLOR and a missing terminal turn colours off. */
  public static Style standard() {
    boolean terminal = System.console() != null && Ansi.AUTO.enabled();
    return new Style(
        new PrintStream(
            new java.io.FileOutputStream(java.io.FileDescriptor.out), true, StandardCharsets.UTF_8),
        terminal);
  }

  public PrintStream out() {
    return out;
  }

  public boolean terminal() {
    return terminal;
  }

  /** A numbered heading after an empty line. */
  public void section(String title) {
    out.println();
    out.println(coloured("bold", title));
  }

  public void line(String text) {
    out.println(text);
  }

  public String good(String text) {
    return coloured("green", text);
  }

  public String bad(String text) {
    return coloured("bold,red", text);
  }

  private String coloured(String style, String text) {
    // The text is no markup: only the style goes through picocli.
    Ansi ansi = terminal ? Ansi.ON : Ansi.OFF;
    return ansi.string("@|" + style + " \u0000|@").replace("\u0000", text);
  }
}
