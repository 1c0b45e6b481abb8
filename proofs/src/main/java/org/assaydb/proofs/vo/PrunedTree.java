package org.assaydb.proofs.vo;

import static org.assaydb.proofs.RejectReason.MALFORMED;
import static org.assaydb.proofs.RejectReason.NONCANONICAL;
import static org.assaydb.proofs.VerificationException.require;

import java.util.Arrays;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.tree.RfcTree;

/**
 * The one recursion of all trees of a verification object: RFC 6962 shape, preorder, a subtree
 * without exposed leaves is opaque. Writer and verifier walk it; the shape follows from the number
 * of leaves, which a hash binds, and the exposed ordinals alone.
 *
 * <p>Ordinals are encoded as their count, then per ordinal the gap to the one before (first: to -1)
 * less one, so that unordered or doubled ones cannot be expressed.
 */
public final class PrunedTree {
  /** Reads or writes the nodes in preorder. */
  public interface Visitor<N> {
    /** A maximal subtree [from, to) without exposed leaves. */
    N opaque(int from, int to);

    N leaf(int ordinal);

    N node(N left, N right);
  }

  private PrunedTree() {}

  /**
   * Walks a tree of {@code size} leaves, at least one; without exposed ones it is opaque.
   *
   * @param exposed strictly ascending, in [0, size)
   */
  public static <N> N walk(int size, int[] exposed, Visitor<N> visitor) {
    return subtree(0, size, exposed, 0, exposed.length, visitor);
  }

  // Depth is at most 31, as every step halves the range.
  private static <N> N subtree(
      int from, int to, int[] exposed, int first, int end, Visitor<N> visitor) {
    if (first == end) {
      return visitor.opaque(from, to);
    }
    if (to - from == 1) {
      return visitor.leaf(from);
    }
    int middle = from + (int) RfcTree.split(to - from);
    int cut = lowerBound(exposed, first, end, middle);
    N left = subtree(from, middle, exposed, first, cut, visitor);
    N right = subtree(middle, to, exposed, cut, end, visitor);
    return visitor.node(left, right);
  }

  private static int lowerBound(int[] sorted, int from, int to, int value) {
    int found = Arrays.binarySearch(sorted, from, to, value);
    return found >= 0 ? found : -found - 1;
  }

  public static void writeOrdinals(int[] ordinals, ByteWriter out) {
    out.varint(ordinals.length);
    int previous = -1;
    for (int ordinal : ordinals) {
      out.varint(ordinal - previous - 1);
      previous = ordinal;
    }
  }

  /**
   * Reads ordinals below {@code size}; empty when nothing is exposed.
   *
   * @param leafBytes fewest bytes of a leaf, so that a count cannot allocate beyond what was
   *     received
   */
  public static int[] readOrdinals(ByteReader in, int size, int leafBytes, String what) {
    int count = in.count(leafBytes, what);
    require(count <= size, MALFORMED, "more exposed than there are");
    int[] ordinals = new int[count];
    int previous = -1;
    for (int i = 0; i < count; i++) {
      long gap = in.varintNonNegative(what);
      require(gap < (long) size - previous - 1, MALFORMED, "exposed outside its tree");
      previous += (int) gap + 1;
      ordinals[i] = previous;
    }
    return ordinals;
  }

  /** As {@link #readOrdinals}, where something was announced as exposed. */
  public static int[] readSomeOrdinals(ByteReader in, int size, String what) {
    int[] ordinals = readOrdinals(in, size, 1, what);
    require(ordinals.length > 0, NONCANONICAL, "nothing exposed");
    return ordinals;
  }
}
