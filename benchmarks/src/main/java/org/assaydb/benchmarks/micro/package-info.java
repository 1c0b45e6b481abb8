/** JMH benchmarks of single operations, and the harness that prints their medians. */
@NullMarked
package org.assaydb.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
