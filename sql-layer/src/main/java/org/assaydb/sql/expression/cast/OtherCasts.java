package org.assaydb.sql.expression.cast;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.expression.kernel.Kernel;
import org.assaydb.sql.expression.kernel.Rows;
import org.assaydb.sql.expression.kernel.SafeKernel;
import org.assaydb.sql.value.UuidText;
import org.assaydb.sql.vector.BytesVector;
import org.assaydb.sql.vector.Layout;
import org.assaydb.sql.vector.LongVector;
import org.assaydb.sql.vector.ValueType;
import org.jspecify.annotations.Nullable;

/** Casts to BOOLEAN, VARBINARY and UUID. */
final class OtherCasts {
  private static final Set<String> TRUE =
      Set.of("t", "tr", "tru", "true", "y", "ye", "yes", "on", "1");
  private static final Set<String> FALSE =
      Set.of("f", "fa", "fal", "fals", "false", "n", "no", "of", "off", "0");

  private OtherCasts() {}

  static @Nullable Kernel toBoolean(ValueType from) {
    return switch (from.kind()) {
      case BOOLEAN -> Casts.IDENTITY;
      case SMALLINT, INTEGER, BIGINT ->
          (SafeKernel)
              (operands, rows) -> {
                LongVector operand = (LongVector) operands[0];
                return Rows.build(
                    Layout.BOOLEAN,
                    operand.validity(),
                    rows,
                    (out, row) -> out.addBoolean(operand.get(row) != 0));
              };
      case VARCHAR, CHAR ->
          (operands, rows) -> {
            BytesVector operand = (BytesVector) operands[0];
            return Rows.build(
                Layout.BOOLEAN,
                operand.validity(),
                rows,
                (out, row) -> out.addBoolean(truth(operand.text(row))));
          };
      default -> null;
    };
  }

  private static boolean truth(String text) {
    String word = text.strip().toLowerCase(Locale.ROOT);
    if (!TRUE.contains(word) && !FALSE.contains(word)) {
      throw bad(text, "BOOLEAN");
    }
    return TRUE.contains(word);
  }

  private static SqlLayerException bad(String text, String type) {
    String shown = text.length() > 60 ? text.substring(0, 60) + "..." : text;
    return new SqlLayerException(
        SqlStates.INVALID_CAST, "cannot convert '" + shown + "' to " + type);
  }

  static @Nullable Kernel toBinary(ValueType from) {
    return switch (from.kind()) {
      case VARBINARY -> Casts.IDENTITY;
      case VARCHAR, CHAR ->
          (operands, rows) -> {
            BytesVector operand = (BytesVector) operands[0];
            return Rows.build(
                Layout.BYTES,
                operand.validity(),
                rows,
                (out, row) -> out.addBytes(bytes(operand.text(row))));
          };
      default -> null;
    };
  }

  /** PostgreSQL's form of hexadecimal digits; its older form with escapes is not read. */
  private static byte[] bytes(String text) {
    if (!text.startsWith("\\x")) {
      throw bad(text, "VARBINARY");
    }
    try {
      return HexFormat.of().parseHex(text.substring(2));
    } catch (IllegalArgumentException e) {
      throw bad(text, "VARBINARY");
    }
  }

  static @Nullable Kernel toUuid(ValueType from) {
    return switch (from.kind()) {
      case UUID -> Casts.IDENTITY;
      case VARCHAR, CHAR ->
          (operands, rows) -> {
            BytesVector operand = (BytesVector) operands[0];
            return Rows.build(
                Layout.BYTES,
                operand.validity(),
                rows,
                (out, row) -> out.addBytes(UuidText.parse(operand.text(row))));
          };
      default -> null;
    };
  }
}
