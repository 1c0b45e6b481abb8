/**
 * SQL on top of one port, {@link org.assaydb.proofs.read.IndexReader}: parse, validate, plan,
 * choose indexes, run, compute writes. Nothing here talks to a network, checks a proof or keeps
 * state beyond a plan cache. Inputs are the client's own SQL text and certified bytes; rows come
 * from a reader that has verified them. A plan never depends on anything that a server said beyond
 * the certified catalog.
 */
@NullMarked
package org.assaydb.sql;

import org.jspecify.annotations.NullMarked;
