package org.assaydb.proofs.vo.verify;

import static org.assaydb.proofs.RejectReason.MALFORMED;
import static org.assaydb.proofs.RejectReason.NONCANONICAL;
import static org.assaydb.proofs.VerificationException.require;
import static org.assaydb.proofs.vo.VoFormat.FULL_ROW;
import static org.assaydb.proofs.vo.VoFormat.KEY_ROW;
import static org.assaydb.proofs.vo.VoFormat.OPAQUE;
import static org.assaydb.proofs.vo.VoFormat.SPLIT;

import java.util.ArrayList;
import java.util.List;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.RowCodec;
import org.assaydb.proofs.schema.Version;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.tree.EntryKind;
import org.assaydb.proofs.tree.NodeTable;
import org.assaydb.proofs.tree.RfcTree;
import org.assaydb.proofs.tree.RunDescriptor;
import org.assaydb.proofs.tree.TreeHasher;
import org.assaydb.proofs.vo.ChunkLayout;
import org.assaydb.proofs.vo.PrunedTree;

/**
 * Reads one exposed chunk and recomputes its digest. Every byte read goes into a digest or decides
 * the shape of one; the number of rows is bound as the count of the summary that comes out.
 */
final class ChunkVerifier {
  private static final byte[] NOT_SHOWN = {};

  private final ByteReader in;
  private final IndexSchema schema;
  private final long base;
  private final TreeHasher hasher;
  private final VerifiedTree tree;
  private final NodeTable nodes;
  private final List<ExposedRow> exposed = new ArrayList<>();
  private final byte[] valueDigest = new byte[Digest.SIZE_BYTES];

  /**
   * @param base least version of the run, packed
   * @param tree to which the nodes are added
   */
  ChunkVerifier(
      ByteReader in, IndexSchema schema, long base, TreeHasher hasher, VerifiedTree tree) {
    this.in = in;
    this.schema = schema;
    this.base = base;
    this.hasher = hasher;
    this.tree = tree;
    nodes = tree.nodes();
  }

  /**
   * Reads a chunk.
   *
   * @param start position of the chunk's first entry in its run
   * @return what it shows; its root is bound as its parent must bind it
   */
  VerifiedChunk verify(long start) {
    ChunkLayout layout = ChunkLayout.of(in.u8());
    int count = in.varintAtMost(RunDescriptor.MAX_CHUNK_ROWS, "rows of a chunk");
    require(count >= 1, MALFORMED, "rows of a chunk");
    int root = layout.rows() ? rows(0, count) : opaqueRows(count);
    boolean shows = !layout.rows() || tree.isSplit(root) || !exposed.isEmpty();
    require(shows, NONCANONICAL, "rows shown as a digest");
    VerifiedChunk chunk =
        new VerifiedChunk(schema, in.source(), start, layout.columnar(), tree, root, exposed);
    tree.markChunk(root, chunk);
    if (!layout.columnar()) {
      hasher.bindChunkWithoutColumns(nodes, root);
    } else {
      hasher.bindChunk(nodes, root, layout.columns() ? columns(chunk) : in.digest());
    }
    return chunk;
  }

  private int opaqueRows(int rows) {
    return tree.leaf(nodes.addShown(in, rows, base));
  }

  /** The rows [from, to) of the chunk. Depth is at most 12. */
  private int rows(int from, int to) {
    int form = in.u8();
    if (form == OPAQUE) {
      return opaqueRows(to - from);
    } else if (to - from == 1) {
      return row(form, from);
    }
    require(form == SPLIT, MALFORMED, "form of a node");
    int middle = from + (int) RfcTree.split(to - from);
    int left = rows(from, middle);
    int right = rows(middle, to);
    return tree.split(hasher.rowNode(nodes, left, right), left);
  }

  /** A row by its key, value digest and summary, or in full. */
  private int row(int form, int ordinal) {
    boolean full = form == FULL_ROW;
    require(full || form == KEY_ROW, MALFORMED, "form of a row");
    byte[] key = in.bytes(Key.MAX_BYTES, "key");
    Entry entry = full ? fullRow(key) : keyRow(key);
    exposed.add(new ExposedRow(ordinal, full, entry));
    int node = nodes.size() - 1;
    int digest = node * Digest.SIZE_BYTES;
    hasher.row(schema.id(), schema.schemaVersion(), key, valueDigest, 0, nodes.digests(), digest);
    return tree.leaf(node);
  }

  private Entry fullRow(byte[] key) {
    Version version = new Version(in.varintNonNegative("version"));
    EntryKind kind = EntryKind.of(in.u8());
    byte[] deltas = in.bytes(RowCodec.MAX_BYTES, "deltas");
    byte[] values = in.bytes(RowCodec.MAX_BYTES, "row");
    require(kind.isPut() || values.length == 0, NONCANONICAL, "DELETE with values");
    hasher.value(version, kind, deltas, values, valueDigest, 0);
    Entry entry = new Entry(new Key(key), version, kind, deltas, values);
    nodes.addRow(entry);
    return entry;
  }

  private Entry keyRow(byte[] key) {
    int node = nodes.addShown(in, 1, base);
    System.arraycopy(nodes.digests(), node * Digest.SIZE_BYTES, valueDigest, 0, Digest.SIZE_BYTES);
    EntryKind kind = EntryKind.ofDelta((int) nodes.live(node));
    return new Entry(new Key(key), new Version(nodes.minVersion(node)), kind, NOT_SHOWN);
  }

  /** The system column, which every scan needs, and of the value columns those that are shown. */
  private Digest columns(VerifiedChunk chunk) {
    int[] shown = PrunedTree.readOrdinals(in, schema.valueTypes().size(), 1, "column");
    Digest system = column(chunk, 0);
    return hasher.columnNode(system, valueColumns(chunk, shown));
  }

  private Digest valueColumns(VerifiedChunk chunk, int[] shown) {
    return PrunedTree.walk(
        schema.valueTypes().size(),
        shown,
        new PrunedTree.Visitor<Digest>() {
          @Override
          public Digest opaque(int from, int to) {
            return in.digest();
          }

          @Override
          public Digest leaf(int column) {
            return column(chunk, column + 1);
          }

          @Override
          public Digest node(Digest left, Digest right) {
            return hasher.columnNode(left, right);
          }
        });
  }

  /** Hashes a column where it lies; it is decoded once the state root is known to be right. */
  private Digest column(VerifiedChunk chunk, int position) {
    int length = in.varintAtMost(in.remaining(), "column length");
    int from = in.position();
    in.skip(length);
    chunk.addColumn(position, from, from + length);
    byte[] type = new byte[0];
    if (position > 0) {
      ByteWriter encoded = new ByteWriter(16);
      schema.valueTypes().get(position - 1).encode(encoded);
      type = encoded.toBytes();
    }
    int rows = chunk.rows();
    return hasher.column(
        schema.id(),
        schema.schemaVersion(),
        position,
        type,
        rows,
        in.source(),
        from,
        from + length);
  }
}
