package org.assaydb.proofs.vo;

import static org.assaydb.proofs.RejectReason.MALFORMED;
import static org.assaydb.proofs.RejectReason.NONCANONICAL;
import static org.assaydb.proofs.VerificationException.require;

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
import org.assaydb.proofs.tree.RfcTree;
import org.assaydb.proofs.tree.RunDescriptor;
import org.assaydb.proofs.tree.Summary;
import org.assaydb.proofs.tree.TreeHasher;
import org.assaydb.proofs.tree.TreeNode;

/**
 * Reads one exposed chunk and recomputes its digest. Every byte read goes into a digest or decides
 * the shape of one; the number of rows is bound as the count of the summary that comes out.
 */
final class ChunkVerifier {
  private final ByteReader in;
  private final IndexSchema schema;
  private final Version base;
  private final TreeHasher hasher;
  private static final byte[] NOT_SHOWN = {};

  private final byte[] digests = new byte[Digest.SIZE_BYTES];

  /**
   * @param base least version of the run
   */
  ChunkVerifier(ByteReader in, IndexSchema schema, Version base, TreeHasher hasher) {
    this.in = in;
    this.schema = schema;
    this.base = base;
    this.hasher = hasher;
  }

  /**
   * Reads a chunk and adds what it shows to {@code shown}.
   *
   * @param start position of the chunk's first entry in its run
   * @return the chunk as its parent must bind it
   */
  VerifiedNode verify(long start, List<VerifiedChunk> shown) {
    ChunkLayout layout = ChunkLayout.of(in.u8());
    int count = in.varintAtMost(RunDescriptor.MAX_CHUNK_ROWS, "rows of a chunk");
    require(count >= 1, MALFORMED, "rows of a chunk");
    List<ExposedRow> exposed = new ArrayList<>();
    VerifiedNode rows =
        layout.rows()
            ? rows(start, 0, count, exposed)
            : VerifiedNode.leaf(opaqueRows(count), start);
    boolean shows = !layout.rows() || rows.isSplit() || !exposed.isEmpty();
    require(shows, NONCANONICAL, "rows shown as a digest");
    VerifiedChunk chunk =
        new VerifiedChunk(
            schema, in.source(), start, layout.columnar(), rows.summary(), List.copyOf(exposed));
    shown.add(chunk);
    if (!layout.columnar()) {
      return rows.ofChunk(hasher.chunkWithoutColumns(rows.node()), chunk);
    }
    Digest columns = layout.columns() ? columns(chunk) : in.digest();
    return rows.ofChunk(hasher.chunk(rows.node(), columns), chunk);
  }

  private TreeNode opaqueRows(int rows) {
    return new TreeNode(in.digest(), Summary.decodeTail(in, schema, rows, base));
  }

  /** The rows [from, to) of the chunk. Depth is at most 12. */
  private VerifiedNode rows(long start, int from, int to, List<ExposedRow> exposed) {
    int form = in.u8();
    if (form == RunTreeWriter.OPAQUE) {
      return VerifiedNode.leaf(opaqueRows(to - from), start + from);
    } else if (to - from == 1) {
      return VerifiedNode.leaf(row(form, from, exposed), start + from);
    }
    require(form == RunTreeWriter.SPLIT, MALFORMED, "form of a node");
    int middle = from + (int) RfcTree.split(to - from);
    VerifiedNode left = rows(start, from, middle, exposed);
    VerifiedNode right = rows(start, middle, to, exposed);
    return VerifiedNode.split(hasher.rowNode(left.node(), right.node()), left, right);
  }

  /** A row by its key, value digest and summary, or in full. */
  private TreeNode row(int form, int ordinal, List<ExposedRow> exposed) {
    boolean full = form == ChunkWriter.FULL_ROW;
    require(full || form == ChunkWriter.KEY_ROW, MALFORMED, "form of a row");
    byte[] key = in.bytes(Key.MAX_BYTES, "key");
    Entry entry;
    Summary summary;
    if (full) {
      Version version = new Version(in.varintNonNegative("version"));
      EntryKind kind = EntryKind.of(in.u8());
      byte[] deltas = in.bytes(RowCodec.MAX_BYTES, "deltas");
      byte[] values = in.bytes(RowCodec.MAX_BYTES, "row");
      require(kind.isPut() || values.length == 0, NONCANONICAL, "DELETE with values");
      hasher.value(version, kind, deltas, values, digests, 0);
      entry = new Entry(new Key(key), version, kind, deltas, values);
      summary = Summary.of(schema, entry);
    } else {
      in.digest().write(digests, 0);
      summary = Summary.decodeTail(in, schema, 1, base);
      EntryKind kind = EntryKind.ofDelta((int) summary.live());
      entry = new Entry(new Key(key), summary.minVersion(), kind, NOT_SHOWN);
    }
    exposed.add(new ExposedRow(ordinal, full, entry));
    hasher.row(schema.id(), schema.schemaVersion(), key, digests, 0, digests, 0);
    return new TreeNode(Digest.read(digests, 0), summary);
  }

  private Digest columns(VerifiedChunk chunk) {
    int count = schema.valueTypes().size() + 1;
    int[] exposed = PrunedTree.readSomeOrdinals(in, count, "column");
    require(exposed[0] == 0, NONCANONICAL, "columns without the system column");
    return PrunedTree.walk(
        count,
        exposed,
        new PrunedTree.Visitor<Digest>() {
          @Override
          public Digest opaque(int from, int to) {
            return in.digest();
          }

          @Override
          public Digest leaf(int position) {
            return column(chunk, position);
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
    int rows = (int) chunk.summary().count();
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
