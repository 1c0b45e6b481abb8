package org.assaydb.sql.function;

import static org.assaydb.sql.function.signature.Parameter.BINARY;
import static org.assaydb.sql.function.signature.Parameter.DOUBLE;
import static org.assaydb.sql.function.signature.Parameter.NUMBER;
import static org.assaydb.sql.function.signature.Parameter.TEXT;
import static org.assaydb.sql.function.signature.Parameter.TIMESTAMP;
import static org.assaydb.sql.value.Calendars.MICROS_PER_DAY;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.function.Definition.Code;
import org.assaydb.sql.function.number.NumberFormat;
import org.assaydb.sql.function.signature.Results;
import org.assaydb.sql.function.signature.Signature;
import org.assaydb.sql.function.time.DateFormat;
import org.assaydb.sql.function.time.DateParser;
import org.assaydb.sql.value.Calendars;
import org.assaydb.sql.vector.DecimalVector;
import org.assaydb.sql.vector.DoubleVector;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.ValueType.Kind;
import org.assaydb.sql.vector.Vector;
import org.jspecify.annotations.Nullable;

/** TO_CHAR, TO_DATE, TO_TIMESTAMP, and digests. */
final class FormatFunctions {
  private FormatFunctions() {}

  static List<Definition> all() {
    return List.of(
        Definition.function(
            "TO_CHAR",
            Results.TEXT,
            Signature.of(TIMESTAMP, TEXT).or(NUMBER, TEXT),
            FormatFunctions::toChar),
        Definition.function(
            "TO_DATE",
            Results.DATE,
            Signature.of(TEXT, TEXT),
            parsed(micros -> Math.floorDiv(micros, MICROS_PER_DAY))),
        Definition.function(
            "TO_TIMESTAMP",
            Results.TIMESTAMP,
            Signature.of(TEXT, TEXT).or(DOUBLE),
            (types, result) ->
                types.size() == 2
                    ? parsed(micros -> micros).of(types, result)
                    : Rows.strict((a, i, out) -> out.addLong(ofSeconds((DoubleVector) a[0], i)))
                        .of(types, result)),
        Definition.function(
            "MD5",
            Results.TEXT,
            Signature.of(TEXT),
            digest("MD5", (out, bytes) -> Rows.addText(out, HexFormat.of().formatHex(bytes)))),
        Definition.function(
            "SHA256",
            Results.BINARY,
            Signature.of(BINARY).or(TEXT),
            digest("SHA-256", (out, bytes) -> out.addBytes(bytes))));
  }

  private static @Nullable ScalarFunction toChar(List<ValueType> types, ValueType result) {
    ValueType type = types.get(0);
    if (type.kind() == Kind.TIMESTAMP) {
      return Rows.strictBatches(
              run -> {
                Compiled<DateFormat> formats = new Compiled<>(DateFormat::of);
                return (a, i, out) ->
                    Rows.addText(out, formats.at(Rows.bytes(a[1]), i).text(Rows.integer(a[0], i)));
              })
          .of(types, result);
    }
    if (!type.kind().isNumber()) {
      return null;
    }
    return Rows.strictBatches(
            run -> {
              Compiled<NumberFormat> formats = new Compiled<>(NumberFormat::of);
              return (a, i, out) ->
                  Rows.addText(out, formats.at(Rows.bytes(a[1]), i).text(number(type, a[0], i)));
            })
        .of(types, result);
  }

  private static BigDecimal number(ValueType type, Vector argument, int row) {
    if (argument instanceof DoubleVector doubles) {
      double value = doubles.get(row);
      if (Double.isNaN(value) || Double.isInfinite(value)) {
        throw new SqlLayerException(SqlStates.OUT_OF_RANGE, value + " has no digits to format");
      }
      return new BigDecimal(value);
    }
    return argument instanceof DecimalVector decimals
        ? new BigDecimal(decimals.unscaled(row), type.scale())
        : BigDecimal.valueOf(Rows.integer(argument, row));
  }

  private interface OfMicros {
    long apply(long micros);
  }

  private static Code parsed(OfMicros value) {
    return Rows.strictBatches(
        run -> {
          Compiled<DateParser> parsers = new Compiled<>(DateParser::of);
          return (a, i, out) ->
              out.addLong(
                  value.apply(parsers.at(Rows.bytes(a[1]), i).timestamp(Rows.text(a[0], i))));
        });
  }

  /** Seconds since 1970. */
  private static long ofSeconds(DoubleVector numbers, int row) {
    double seconds = numbers.get(row);
    // Beyond the years that there are, and within what a long holds.
    if (!(StrictMath.abs(seconds) < 1e12)) {
      throw new SqlLayerException(
          SqlStates.DATETIME_OVERFLOW, "timestamp out of range: " + seconds);
    }
    return Calendars.checkedMicros(
        new BigDecimal(seconds)
            .movePointRight(6)
            .setScale(0, RoundingMode.HALF_EVEN)
            .longValueExact());
  }

  private interface OfDigest {
    void add(org.assaydb.sql.vector.VectorBuilder results, byte[] digest);
  }

  private static Code digest(String algorithm, OfDigest code) {
    return Rows.strictBatches(
        run -> {
          MessageDigest digest = digest(algorithm);
          return (a, i, out) -> {
            digest.update(
                Rows.bytes(a[0]).bytes(), Rows.bytes(a[0]).start(i), Rows.bytes(a[0]).length(i));
            code.add(out, digest.digest());
          };
        });
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + algorithm, e);
    }
  }
}
