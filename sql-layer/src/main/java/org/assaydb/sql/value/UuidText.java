package org.assaydb.sql.value;

import java.nio.ByteBuffer;
import java.util.UUID;
import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.SqlLayerException;

/**
 * Text form of UUIDs. As a value a UUID is 16 bytes of which the first bit of each half is
 * inverted, so that unsigned bytes order as {@code java.util.UUID} does.
 */
public final class UuidText {
  private static final int BYTES = 16;

  private UuidText() {}

  /** 32 hexadecimal digits, with the four usual hyphens or none, in braces or not. */
  public static byte[] parse(String text) {
    String stripped = text.strip();
    if (stripped.startsWith("{") && stripped.endsWith("}")) {
      stripped = stripped.substring(1, stripped.length() - 1);
    }
    boolean hyphens = stripped.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    if (!hyphens && !stripped.matches("[0-9a-fA-F]{32}")) {
      String shown = text.length() > 60 ? text.substring(0, 60) + "..." : text;
      throw new SqlLayerException(SqlStates.INVALID_CAST, "cannot convert '" + shown + "' to UUID");
    }
    String digits = stripped.replace("-", "");
    return bytes(
        Long.parseUnsignedLong(digits, 0, BYTES, 16),
        Long.parseUnsignedLong(digits, BYTES, 2 * BYTES, 16));
  }

  public static byte[] bytes(UUID uuid) {
    return bytes(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
  }

  private static byte[] bytes(long upper, long lower) {
    return ByteBuffer.allocate(BYTES)
        .putLong(upper ^ Long.MIN_VALUE)
        .putLong(lower ^ Long.MIN_VALUE)
        .array();
  }

  /** Five groups of lower-case digits. */
  public static String of(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    long upper = buffer.getLong() ^ Long.MIN_VALUE;
    return new UUID(upper, buffer.getLong() ^ Long.MIN_VALUE).toString();
  }
}
