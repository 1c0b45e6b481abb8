/**
 * Domain-tagged SHA-256. Every hash input of the system starts with one byte of {@link
 * org.assaydb.proofs.hash.HashTag}; nothing else computes digests.
 */
@NullMarked
package org.assaydb.proofs.hash;

import org.jspecify.annotations.NullMarked;
