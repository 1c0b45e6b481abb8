package org.assaydb.jdbc;

import java.util.List;
import org.assaydb.jdbc.wire.Response;
import org.assaydb.proofs.read.ReadSpec;

/** Where hostile bytes about one snapshot come from: a replica, or a proof file. */
interface Evidence {
  /** A verification object that is said to cover these reads. */
  byte[] verificationObject(List<ReadSpec> specs);

  /** Said to be the last block at or before a time, and the next one. */
  Response.Neighbours neighbours(long timeMs);
}
