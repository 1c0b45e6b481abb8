/**
 * Verification objects: pruned copies of authenticated indexes, their codec, and their verification
 * against a certified state root. All input is hostile.
 */
@NullMarked
package org.assaydb.proofs.vo;

import org.jspecify.annotations.NullMarked;
