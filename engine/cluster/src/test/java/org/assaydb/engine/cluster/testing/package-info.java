/** Processes that tests start, and kill. */
@NullMarked
package org.assaydb.engine.cluster.testing;

import org.jspecify.annotations.NullMarked;
