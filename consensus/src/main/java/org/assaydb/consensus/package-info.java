/** Simplex BFT ordering: a pure core, and adapters around it. */
@NullMarked
package org.assaydb.consensus;

import org.jspecify.annotations.NullMarked;
