/** The light client: which header may be trusted, and the trust state that never goes back. */
@NullMarked
package org.assaydb.proofs.client;

import org.jspecify.annotations.NullMarked;
