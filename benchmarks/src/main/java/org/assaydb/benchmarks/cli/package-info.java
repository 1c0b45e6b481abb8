/**
 * The command line around whole-system workloads, and how it prints. Commands that only run or
 * check a replica live in {@code org.assaydb.engine.cli}. Arguments and files named on the command
 * line are the user's own; text that comes from a server is printed as it is only inside messages
 * of the driver.
 */
@NullMarked
package org.assaydb.benchmarks.cli;

import org.jspecify.annotations.NullMarked;
