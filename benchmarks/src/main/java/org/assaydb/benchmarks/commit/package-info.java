/** How many commits a cluster of durable replicas makes, and what each of them costs. */
@NullMarked
package org.assaydb.benchmarks.commit;

import org.jspecify.annotations.NullMarked;
