package org.assaydb.benchmarks.commit;

/**
 * One measured case.
 *
 * @param replicas of the cluster
 * @param stopped of them
 * @param connections clients, each waiting for its commit before the next one
 * @param batch rows of a commit
 */
public record CommitCase(int replicas, int stopped, int connections, int batch) {}
