package org.assaydb.proofs.tree;

import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Version;

/**
 * A node of a run as its parent binds it.
 *
 * <p>Encoding: digest (32), {@link Summary}.
 */
public record TreeNode(Digest digest, Summary summary) {
  public void encode(ByteWriter out) {
    out.digest(digest);
    summary.encode(out);
  }

  /** As {@link #encode} with versions counted from {@code base}, the least one of the run. */
  public void encode(ByteWriter out, Version base) {
    out.digest(digest).varint(summary.count());
    summary.encodeTail(out, base);
  }

  public static TreeNode decode(ByteReader in, IndexSchema schema) {
    return new TreeNode(in.digest(), Summary.decode(in, schema));
  }
}
