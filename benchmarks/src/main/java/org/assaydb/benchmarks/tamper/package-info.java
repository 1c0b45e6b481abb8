/**
 * The tampering campaign: verification objects of many states are changed in every way that the
 * mutations know, and none of the changed ones may be accepted. Plays the hostile replica, so here
 * the verifier's input is made, not trusted.
 */
@NullMarked
package org.assaydb.benchmarks.tamper;

import org.jspecify.annotations.NullMarked;
