/**
 * One replica: storage, chain, consensus, archive and server, wired in {@link
 * org.assaydb.engine.replica.Replica} and nowhere else. A replica executes no SQL: neither the
 * driver nor the SQL layer is on its class path.
 */
@NullMarked
package org.assaydb.engine.replica;

import org.jspecify.annotations.NullMarked;
