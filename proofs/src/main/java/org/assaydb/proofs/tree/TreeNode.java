package org.assaydb.proofs.tree;

import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.schema.IndexSchema;

/**
 * A node of a group tree or a run tree as its parent binds it.
 *
 * <p>Encoding: digest (32), {@link Summary}.
 */
public record TreeNode(Digest digest, Summary summary) {
  public void encode(ByteWriter out) {
    out.digest(digest);
    summary.encode(out);
  }

  public static TreeNode decode(ByteReader in, IndexSchema schema) {
    return new TreeNode(in.digest(), Summary.decode(in, schema));
  }
}
