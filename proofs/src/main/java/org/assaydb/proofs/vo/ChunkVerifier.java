package org.assaydb.proofs.vo;

import static org.assaydb.proofs.RejectReason.MALFORMED;
import static org.assaydb.proofs.RejectReason.NONCANONICAL;
import static org.assaydb.proofs.RejectReason.ROOT_MISMATCH;
import static org.assaydb.proofs.VerificationException.require;

import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.RowCodec;
import org.assaydb.proofs.schema.Version;
import org.assaydb.proofs.tree.EntryKind;
import org.assaydb.proofs.tree.RunDescriptor;
import org.assaydb.proofs.tree.Summary;
import org.assaydb.proofs.tree.TreeHasher;
import org.assaydb.proofs.tree.TreeNode;

/**
 * Reads one exposed chunk and recomputes its digest. Every byte read goes into a digest or decides
 * the shape of one; all counts follow from the chunk's summary, which its parent binds.
 */
final class ChunkVerifier {
  private final ByteReader in;
  private final IndexSchema schema;
  private final TreeHasher hasher = new TreeHasher();
  private final byte[] digests = new byte[2 * Digest.SIZE_BYTES];

  ChunkVerifier(ByteReader in, IndexSchema schema) {
    this.in = in;
    this.schema = schema;
  }

  /** The chunk as its parent must bind it; what it shows goes into the chunk returned. */
  record Result(TreeNode node, VerifiedChunk chunk) {}

  /**
   * @param start position of the chunk's first entry in its run
   */
  Result verify(long start) {
    Summary summary = Summary.decode(in, schema);
    boolean sized = summary.count() <= RunDescriptor.MAX_CHUNK_ROWS;
    require(sized, MALFORMED, "rows of a chunk");
    ChunkLayout layout = ChunkLayout.of(in.u8());
    VerifiedChunk chunk = new VerifiedChunk(schema, in.source(), start, summary);
    Digest groups = layout.rows() ? groups(chunk) : in.digest();
    if (!layout.columnar()) {
      return new Result(new TreeNode(hasher.chunkWithoutColumns(groups), summary), chunk);
    }
    Digest columns = layout.columns() ? columns(chunk) : in.digest();
    return new Result(new TreeNode(hasher.chunk(groups, columns), summary), chunk);
  }

  private Digest groups(VerifiedChunk chunk) {
    int groups = RunDescriptor.groupsInChunk((int) chunk.summary().count());
    int[] exposed = PrunedTree.readSomeOrdinals(in, groups, "group");
    TreeNode root =
        PrunedTree.walk(
            groups,
            exposed,
            new PrunedTree.Visitor<TreeNode>() {
              @Override
              public TreeNode opaque(int from, int to) {
                return TreeNode.decode(in, schema);
              }

              @Override
              public TreeNode leaf(int ordinal) {
                return group(chunk, ordinal);
              }

              @Override
              public TreeNode node(TreeNode left, TreeNode right) {
                return new TreeNode(
                    hasher.groupNode(
                        left.digest(), left.summary(), right.digest(), right.summary()),
                    left.summary().plus(right.summary()));
              }
            });
    // The groups' digest is bound by the chunk, their summary must be the one its parent binds.
    boolean same = root.summary().equals(chunk.summary());
    require(same, ROOT_MISMATCH, "summary of a chunk differs from its groups");
    return root.digest();
  }

  private TreeNode group(VerifiedChunk chunk, int group) {
    Summary summary = Summary.decode(in, schema);
    int rows = RunDescriptor.rowsInGroup((int) chunk.summary().count(), group);
    // The position of every row follows from full groups; a short one in the middle would move it.
    require(summary.count() == rows, MALFORMED, "rows of a group");
    int[] exposed = PrunedTree.readSomeOrdinals(in, rows, "row");
    int first = group * RunDescriptor.GROUP_ROWS;
    Digest root =
        PrunedTree.walk(
            rows,
            exposed,
            new PrunedTree.Visitor<Digest>() {
              @Override
              public Digest opaque(int from, int to) {
                return in.digest();
              }

              @Override
              public Digest leaf(int ordinal) {
                return row(chunk, first + ordinal);
              }

              @Override
              public Digest node(Digest left, Digest right) {
                left.write(digests, 0);
                right.write(digests, Digest.SIZE_BYTES);
                hasher.rowNode(digests, 0, digests, Digest.SIZE_BYTES, digests, 0);
                return Digest.read(digests, 0);
              }
            });
    chunk.addGroup(summary, exposed.length);
    return new TreeNode(hasher.group(rows, root), summary);
  }

  /** A row by its key and value digest, or in full. */
  private Digest row(VerifiedChunk chunk, int ordinal) {
    boolean full = in.bool();
    byte[] key = in.bytes(Key.MAX_BYTES, "key");
    if (full) {
      Version version = new Version(in.varintNonNegative("version"));
      EntryKind kind = EntryKind.of(in.u8());
      byte[] values = in.bytes(RowCodec.MAX_BYTES, "row");
      require(kind.isPut() || values.length == 0, NONCANONICAL, "DELETE with values");
      hasher.value(version, kind, values, digests, 0);
      chunk.addRow(new ExposedRow(ordinal, true, new Key(key), version, kind, values));
    } else {
      in.digest().write(digests, 0);
      chunk.addRow(
          new ExposedRow(
              ordinal, false, new Key(key), Version.NEWEST, EntryKind.DELETE, new byte[0]));
    }
    hasher.row(schema.id(), schema.schemaVersion(), key, digests, 0, digests, 0);
    return Digest.read(digests, 0);
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
