/** Fakes and drivers of tests that need a ledger without a network. */
@NullMarked
package org.assaydb.engine.replica.testing;

import org.jspecify.annotations.NullMarked;
