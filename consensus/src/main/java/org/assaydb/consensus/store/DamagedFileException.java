package org.assaydb.consensus.store;

import java.io.IOException;
import java.nio.file.Path;

/** Bytes of a file are not those that were written; the message names the file. */
public final class DamagedFileException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient Path file;

  DamagedFileException(Path file, long offset) {
    super(
        file
            + " is damaged at byte "
            + offset
            + ": restore it from a backup (without one of its votes a replica needs a new key)");
    this.file = file;
  }

  Path file() {
    return file;
  }
}
