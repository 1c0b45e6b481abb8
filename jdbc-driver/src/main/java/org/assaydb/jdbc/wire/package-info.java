/**
 * The wire protocol between driver and replica: message records, their canonical encoding, frames.
 * Both sides treat every byte as hostile. Nothing here decides whether an answer is believed.
 *
 * <p>Invariants: 5 &lt;= frame length &lt;= 64 MiB; no allocation beyond the bytes received.
 */
@NullMarked
package org.assaydb.jdbc.wire;

import org.jspecify.annotations.NullMarked;
