/**
 * The canonical, injective, length-prefixed encoding. Readers treat their input as hostile:
 * non-minimal integers, trailing bytes and lengths beyond the bytes received are rejected before
 * anything is allocated.
 */
@NullMarked
package org.assaydb.proofs.codec;

import org.jspecify.annotations.NullMarked;
