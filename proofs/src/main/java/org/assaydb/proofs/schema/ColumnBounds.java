package org.assaydb.proofs.schema;

import static org.assaydb.proofs.RejectReason.MALFORMED;
import static org.assaydb.proofs.RejectReason.NONCANONICAL;
import static org.assaydb.proofs.VerificationException.require;

import java.util.Arrays;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.jspecify.annotations.Nullable;

/**
 * Bounds of a skippable column over the PUT entries below a node, whatever their versions: they may
 * only narrow a search. Values are compared as {@link KeyCodec#ordered} bytes, of which at most
 * {@link #MAX_BYTES} are kept: the least is cut, the greatest is cut and rounded up.
 *
 * <p>Encoding: NULL count (varint), 0 no value, 1 both bounds, 2 no upper bound (1 byte), then the
 * bounds that there are (length-prefixed).
 *
 * @param nulls entries whose value is NULL
 * @param any whether any entry has a value
 * @param min no value is less; empty without any
 * @param max no value is greater; null for no bound, empty without any
 */
public record ColumnBounds(long nulls, boolean any, Key min, @Nullable Key max) {
  /** Longest bound in bytes. */
  public static final int MAX_BYTES = 16;

  /** Of no entry with a value or NULL: of a DELETE. */
  public static final ColumnBounds NONE = new ColumnBounds(0, false, Key.MIN, Key.MIN);

  private static final ColumnBounds ONE_NULL = new ColumnBounds(1, false, Key.MIN, Key.MIN);
  private static final int NOTHING = 0;
  private static final int BOTH = 1;
  private static final int NO_UPPER = 2;

  /** Bounds of one PUT entry. */
  public static ColumnBounds of(ColumnType type, @Nullable Object value) {
    if (value == null) {
      return ONE_NULL;
    }
    Key key = KeyCodec.ordered(type, value);
    if (key.bytes().length <= MAX_BYTES) {
      return new ColumnBounds(0, true, key, key);
    }
    Key cut = new Key(Arrays.copyOf(key.bytes(), MAX_BYTES));
    return new ColumnBounds(0, true, cut, cut.prefixEnd());
  }

  public ColumnBounds plus(ColumnBounds other) {
    long sum = Math.addExact(nulls, other.nulls);
    if (!any || !other.any) {
      ColumnBounds valued = any ? this : other;
      return new ColumnBounds(sum, valued.any, valued.min, valued.max);
    }
    Key least = min.compareTo(other.min) <= 0 ? min : other.min;
    Key greatest = null;
    if (max != null && other.max != null) {
      greatest = max.compareTo(other.max) >= 0 ? max : other.max;
    }
    return new ColumnBounds(sum, true, least, greatest);
  }

  public void encode(ByteWriter out) {
    out.varint(nulls);
    if (!any) {
      out.u8(NOTHING);
      return;
    }
    out.u8(max == null ? NO_UPPER : BOTH).bytes(min.bytes());
    if (max != null) {
      out.bytes(max.bytes());
    }
  }

  /**
   * @param entries how many entries it covers
   */
  public static ColumnBounds decode(ByteReader in, long entries) {
    long nulls = in.varintNonNegative("NULL count");
    int form = in.u8();
    require(form <= NO_UPPER, MALFORMED, "form of bounds");
    require(nulls <= entries - (form == NOTHING ? 0 : 1), MALFORMED, "NULL count");
    if (form == NOTHING) {
      return new ColumnBounds(nulls, false, Key.MIN, Key.MIN);
    }
    Key min = new Key(in.bytes(MAX_BYTES, "bound"));
    Key max = form == NO_UPPER ? null : new Key(in.bytes(MAX_BYTES, "bound"));
    require(max == null || min.compareTo(max) <= 0, NONCANONICAL, "bounds out of order");
    return new ColumnBounds(nulls, true, min, max);
  }

  /** Whether no value of the range can lie below the node. */
  public boolean excludes(KeyRange range) {
    boolean below = max != null && max.compareTo(range.lower()) < 0;
    boolean above = range.upper() != null && min.compareTo(range.upper()) >= 0;
    return !any || below || above;
  }
}
