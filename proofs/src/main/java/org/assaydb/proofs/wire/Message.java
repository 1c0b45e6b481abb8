package org.assaydb.proofs.wire;

import org.assaydb.proofs.codec.ByteWriter;

/** A request or a response. The type number travels in the frame, the rest is the body. */
public sealed interface Message permits Request, Response {
  /** Stable number of the message's type, 1 to 255; requests are below 64. */
  int type();

  /** Appends the body in the canonical codec. */
  void encode(ByteWriter out);
}
