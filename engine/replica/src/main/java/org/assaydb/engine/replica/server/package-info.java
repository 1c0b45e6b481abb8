/**
 * The network server of a replica: framed requests over TLS 1.3, answered from the chain.
 *
 * <p>Hostile input: everything that arrives on a socket. A bad frame costs its own connection,
 * never another one or the replica. Invariants: bytes per frame, requests under way per connection
 * and connections are bounded; nothing here decides what is true.
 */
@NullMarked
package org.assaydb.engine.replica.server;

import org.jspecify.annotations.NullMarked;
