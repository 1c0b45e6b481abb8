package org.assaydb.consensus;

/** Two votes of one validator that exclude each other: evidence against it. */
public record Contradiction(Vote first, Vote second) {}
