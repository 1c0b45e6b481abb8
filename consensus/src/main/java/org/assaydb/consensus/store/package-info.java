/** Votes and blocks of one replica, on disk and in memory. */
@NullMarked
package org.assaydb.consensus.store;

import org.jspecify.annotations.NullMarked;
