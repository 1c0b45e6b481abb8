/** Simplex of one validator as a pure function of events: no threads, clock, disk or network. */
@NullMarked
package org.assaydb.consensus.core;

import org.jspecify.annotations.NullMarked;
