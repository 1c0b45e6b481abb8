package org.assaydb.proofs.schema;

/** Number of a table, never re-used within a chain. Positive. */
public record TableId(int value) {}
