/** Simplex BFT ordering: messages, votes and the ports that its parts share. */
@NullMarked
package org.assaydb.consensus;

import org.jspecify.annotations.NullMarked;
