/** Fakes and drivers of tests that need a ledger without a network. */
@NullMarked
package org.assaydb.engine.testing;

import org.jspecify.annotations.NullMarked;
