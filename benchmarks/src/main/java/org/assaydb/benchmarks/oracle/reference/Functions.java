package org.assaydb.benchmarks.oracle.reference;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.sql.fun.SqlTrimFunction;
import org.jspecify.annotations.Nullable;

/** Functions by name: those of text here, of numbers and times in their own classes. */
final class Functions {
  private Functions() {}

  static @Nullable Object value(RexCall call, @Nullable Object[] values, Scope scope) {
    String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
    switch (name) {
      case "CONCAT" -> {
        return concat(values, 0, "");
      }
      case "CONCAT_WS" -> {
        return values[0] == null ? null : concat(values, 1, (String) values[0]);
      }
      case "GREATEST", "LEAST" -> {
        return extreme(call, values, name.equals("GREATEST"));
      }
      default -> {}
    }
    for (Object value : values) {
      if (value == null) {
        return null;
      }
    }
    if (name.startsWith("CURRENT_") || name.startsWith("LOCALTIME") || name.equals("NOW")) {
      return TimeFunctions.now(name, call.getType(), scope);
    }
    return strict(name, call, values);
  }

  private static String concat(@Nullable Object[] values, int first, String separator) {
    List<String> texts = new ArrayList<>();
    for (int i = first; i < values.length; i++) {
      Object value = values[i];
      if (value != null) {
        texts.add(Casts.text(value));
      }
    }
    return String.join(separator, texts);
  }

  /** NULLs do not count, as in PostgreSQL. */
  private static @Nullable Object extreme(
      RexCall call, @Nullable Object[] values, boolean greatest) {
    Object best = null;
    for (int i = 0; i < values.length; i++) {
      RelDataType type = call.getOperands().get(i).getType();
      Object value = Casts.implicit(values[i], type, call.getType());
      if (value != null && (best == null || ValueOrder.compare(value, best) > 0 == greatest)) {
        best = value;
      }
    }
    return best;
  }

  private static Object at(@Nullable Object[] values, int index) {
    return Objects.requireNonNull(values[index]);
  }

  private static String text(@Nullable Object[] values, int index) {
    return (String) at(values, index);
  }

  private static BigDecimal number(@Nullable Object[] values, int index) {
    return (BigDecimal) at(values, index);
  }

  private static @Nullable BigDecimal optional(@Nullable Object[] values, int index) {
    return index < values.length ? number(values, index) : null;
  }

  private static @Nullable String escape(@Nullable Object[] values) {
    return values.length > 2 ? text(values, 2) : null;
  }

  private static @Nullable Object strict(String name, RexCall call, @Nullable Object[] v) {
    return switch (name) {
      case "||" -> joined(at(v, 0), at(v, 1));
      case "CHAR_LENGTH", "CHARACTER_LENGTH", "LENGTH", "OCTET_LENGTH" -> length(name, at(v, 0));
      case "UPPER" -> Texts.mapped(text(v, 0), Character::toUpperCase);
      case "LOWER" -> Texts.mapped(text(v, 0), Character::toLowerCase);
      case "INITCAP" -> Texts.initCap(text(v, 0));
      case "SUBSTRING", "SUBSTR" -> substring(v);
      case "LEFT" -> Texts.left(text(v, 0), number(v, 1));
      case "RIGHT" -> Texts.right(text(v, 0), number(v, 1));
      case "LPAD" -> Texts.pad(text(v, 0), number(v, 1), v.length > 2 ? text(v, 2) : " ", true);
      case "RPAD" -> Texts.pad(text(v, 0), number(v, 1), v.length > 2 ? text(v, 2) : " ", false);
      case "REPEAT" -> text(v, 0).repeat(number(v, 1).max(BigDecimal.ZERO).intValueExact());
      case "REPLACE" ->
          text(v, 1).isEmpty() ? text(v, 0) : text(v, 0).replace(text(v, 1), text(v, 2));
      case "REVERSE" -> Texts.reversed(text(v, 0));
      case "POSITION" -> position(v);
      case "STRPOS" -> Texts.position(text(v, 1), text(v, 0));
      case "OVERLAY" -> Texts.overlay(text(v, 0), text(v, 1), number(v, 2), optional(v, 3));
      case "SPLIT_PART" -> Texts.splitPart(text(v, 0), text(v, 1), number(v, 2));
      case "TRANSLATE", "TRANSLATE3" -> Texts.translate(text(v, 0), text(v, 1), text(v, 2));
      case "STARTS_WITH", "STARTSWITH" -> text(v, 0).startsWith(text(v, 1));
      case "ASCII" -> BigDecimal.valueOf(text(v, 0).isEmpty() ? 0 : text(v, 0).codePointAt(0));
      case "CHR" -> Character.toString(number(v, 0).intValueExact());
      case "TRIM", "BTRIM", "LTRIM", "RTRIM" -> trim(name, v);
      case "LIKE" -> Texts.like(text(v, 0), text(v, 1), escape(v));
      case "NOT LIKE" -> !Texts.like(text(v, 0), text(v, 1), escape(v));
      case "ILIKE" -> Texts.like(text(v, 0), text(v, 1), escape(v), true);
      case "NOT ILIKE" -> !Texts.like(text(v, 0), text(v, 1), escape(v), true);
      case "SIMILAR TO" -> Texts.similarTo(text(v, 0), text(v, 1), escape(v));
      case "NOT SIMILAR TO" -> !Texts.similarTo(text(v, 0), text(v, 1), escape(v));
      case "CARDINALITY", "ARRAY_LENGTH" -> BigDecimal.valueOf(((List<?>) at(v, 0)).size());
      case "ITEM" -> item((List<?>) at(v, 0), number(v, 1));
      default -> NumberFunctions.value(name, call, v);
    };
  }

  private static Object joined(Object a, Object b) {
    if (a instanceof ByteString x && b instanceof ByteString y) {
      return x.concat(y);
    } else if (a instanceof List<?> x && b instanceof List<?> y) {
      List<@Nullable Object> both = new ArrayList<>(x);
      both.addAll(y);
      return both;
    }
    return Casts.text(a) + Casts.text(b);
  }

  private static BigDecimal length(String name, Object value) {
    if (value instanceof ByteString bytes) {
      return BigDecimal.valueOf(bytes.length());
    }
    String text = (String) value;
    return BigDecimal.valueOf(
        name.equals("OCTET_LENGTH")
            ? text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length
            : Texts.length(text));
  }

  private static Object substring(@Nullable Object[] v) {
    if (v[0] instanceof ByteString || v[1] instanceof String) {
      throw new UnknownConstructException("SUBSTRING of this kind");
    }
    return Texts.substring(text(v, 0), number(v, 1), optional(v, 2));
  }

  private static Object position(@Nullable Object[] v) {
    if (v.length > 2 || v[0] instanceof ByteString) {
      throw new UnknownConstructException("POSITION of this kind");
    }
    return Texts.position(text(v, 0), text(v, 1));
  }

  private static Object trim(String name, @Nullable Object[] v) {
    if (v[0] instanceof SqlTrimFunction.Flag flag) {
      return Texts.trim(text(v, 2), text(v, 1), flag.getLeft() == 1, flag.getRight() == 1);
    }
    if (v.length == 3) {
      // The library names the side by a text.
      String side = text(v, 0);
      return Texts.trim(text(v, 2), text(v, 1), !side.equals("TRAILING"), !side.equals("LEADING"));
    }
    String characters = v.length > 1 ? text(v, 1) : " ";
    return Texts.trim(text(v, 0), characters, !name.equals("RTRIM"), !name.equals("LTRIM"));
  }

  private static @Nullable Object item(List<?> array, BigDecimal index) {
    boolean there = index.signum() > 0 && index.compareTo(BigDecimal.valueOf(array.size())) <= 0;
    return there ? array.get(index.intValueExact() - 1) : null;
  }
}
