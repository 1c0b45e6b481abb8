/**
 * The wire protocol between driver and replica: message records, their canonical encoding, frames.
 * It stands below both, so that neither depends on the other; sockets and sessions are theirs. Both
 * sides treat every byte as hostile. Nothing here decides whether an answer is believed.
 *
 * <p>Invariants: 5 &lt;= frame length &lt;= 64 MiB; no allocation beyond the bytes received.
 */
@NullMarked
package org.assaydb.proofs.wire;

import org.jspecify.annotations.NullMarked;
