/**
 * Verification objects: pruned copies of authenticated indexes. Here is what both sides must agree
 * on: the numbers and shapes of the format, and which rows, columns and prefixes a read opens.
 * {@code prove} cuts objects, {@code verify} checks them; neither imports the other, and this
 * package imports neither.
 */
@NullMarked
package org.assaydb.proofs.vo;

import org.jspecify.annotations.NullMarked;
