package org.assaydb.proofs.vo.prove;

import static org.assaydb.proofs.vo.VoFormat.FORMAT;

import java.util.List;
import java.util.SortedMap;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.hash.HashTag;
import org.assaydb.proofs.tree.RfcTree;
import org.assaydb.proofs.vo.PrunedTree;

/**
 * Writes a verification object; {@code verify.VoVerifier} reads the same layout (field table:
 * {@code docs/formats/verification-object.md}). Prover side: arguments are trusted.
 */
public final class VoWriter {
  private final ByteWriter out = new ByteWriter(1 << 12);
  private final RunTreeWriter runs = new RunTreeWriter(out);

  private VoWriter() {}

  /**
   * Cuts a witness.
   *
   * @param stateLeaves leaves of the state tree by ascending index id ({@link
   *     org.assaydb.proofs.tree.TreeHasher#stateLeaf})
   * @param shown by position among the leaves, at least one
   */
  public static byte[] write(List<Digest> stateLeaves, SortedMap<Integer, IndexWitness> shown) {
    VoWriter writer = new VoWriter();
    writer.state(stateLeaves, shown);
    return writer.out.toBytes();
  }

  private void state(List<Digest> leaves, SortedMap<Integer, IndexWitness> shown) {
    int[] ordinals = shown.keySet().stream().mapToInt(Integer::intValue).toArray();
    out.u8(FORMAT).varint(leaves.size());
    PrunedTree.writeOrdinals(ordinals, out);
    RfcTree tree = new RfcTree(HashTag.STATE_NODE);
    PrunedTree.walk(
        leaves.size(),
        ordinals,
        new Emission() {
          @Override
          public void opaqueAt(int from, int to) {
            out.digest(tree.root(leaves.subList(from, to)));
          }

          @Override
          public void leafAt(int ordinal) {
            IndexWitness index = shown.get(ordinal);
            if (index != null) {
              index(index);
            }
          }
        });
  }

  private void index(IndexWitness index) {
    index.descriptor().encode(out);
    index.runs().forEach(runs::write);
    if (index.descriptor().hasHistory()) {
      out.bool(index.historyShown());
      if (index.historyShown()) {
        index.history().forEach(h -> h.descriptor().encode(out));
        index.history().forEach(h -> runs.write(h.run()));
      }
    }
  }

  /** A walk for its side effects. */
  interface Emission extends PrunedTree.Visitor<Boolean> {
    void opaqueAt(int from, int to);

    void leafAt(int ordinal);

    @Override
    default Boolean opaque(int from, int to) {
      opaqueAt(from, to);
      return true;
    }

    @Override
    default Boolean leaf(int ordinal) {
      leafAt(ordinal);
      return true;
    }

    @Override
    default Boolean node(Boolean left, Boolean right) {
      return true;
    }
  }
}
