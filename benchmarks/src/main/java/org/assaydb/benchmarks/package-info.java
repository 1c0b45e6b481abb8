/** JMH and whole-system workloads, comparisons, reports. */
@NullMarked
package org.assaydb.benchmarks;

import org.jspecify.annotations.NullMarked;
