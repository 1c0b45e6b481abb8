package org.assaydb.consensus.store;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Opens or creates files. A test's disk loses what was not synced. */
interface Disk {
  Disk REAL = file -> FileChannel.open(file, CREATE, READ, WRITE);

  FileChannel open(Path file) throws IOException;
}
