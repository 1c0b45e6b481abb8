/** Fixtures for tests of this and other modules. */
package org.assaydb.proofs.testing;
