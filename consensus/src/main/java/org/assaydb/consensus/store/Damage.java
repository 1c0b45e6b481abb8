package org.assaydb.consensus.store;

import java.nio.file.Path;

/**
 * A file that is not as it was written.
 *
 * @param repaired whether its content is whole again
 */
public record Damage(Path file, String what, boolean repaired) {}
