/** What a validator signs: checked against what it signed before, synced before it is released. */
@NullMarked
package org.assaydb.consensus.signer;

import org.jspecify.annotations.NullMarked;
