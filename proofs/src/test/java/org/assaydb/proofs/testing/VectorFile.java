package org.assaydb.proofs.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.VerificationException;

/**
 * One file of golden vectors of a module, {@code vectors/FORMAT/v1/{accept,reject}/NAME.json}: an
 * array of objects with string members. Compared with what the code gives now; {@code
 * -Dvectors.write=true} writes it instead.
 */
public final class VectorFile {
  private static final Path ROOT = Path.of("src", "test", "resources", "vectors");

  private final Path path;
  private final StringBuilder cases = new StringBuilder();

  private VectorFile(String format, String verdict, String name) {
    path = ROOT.resolve(format).resolve("v1").resolve(verdict).resolve(name + ".json");
  }

  public static VectorFile accept(String format, String name) {
    return new VectorFile(format, "accept", name);
  }

  public static VectorFile reject(String format, String name) {
    return new VectorFile(format, "reject", name);
  }

  public static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  /** One case of alternating names and values. */
  public VectorFile add(String... members) {
    cases.append(cases.isEmpty() ? "" : ",\n").append("  {");
    for (int i = 0; i < members.length; i += 2) {
      cases.append(i == 0 ? "\n" : ",\n").append("    ").append(quoted(members[i]));
      cases.append(": ").append(quoted(members[i + 1]));
    }
    cases.append("\n  }");
    return this;
  }

  /** A case that {@code decoder} must refuse for exactly this reason. */
  public VectorFile addRejected(String why, byte[] bytes, RejectReason reason, Runnable decoder) {
    try {
      decoder.run();
    } catch (VerificationException e) {
      assertThat(e.reason()).as(why).isEqualTo(reason);
      return add("case", why, "bytes", hex(bytes), "reason", reason.name());
    }
    throw new AssertionError("accepted: " + why);
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || c > '~') {
        out.append("\\u").append(HexFormat.of().toHexDigits(c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }

  public void check() {
    String text = "[\n" + cases + "\n]\n";
    try {
      if (Boolean.getBoolean("vectors.write")) {
        Files.createDirectories(path.getParent());
        Files.writeString(path, text, StandardCharsets.UTF_8);
      }
      assertThat(Files.readString(path, StandardCharsets.UTF_8)).as("%s", path).isEqualTo(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
