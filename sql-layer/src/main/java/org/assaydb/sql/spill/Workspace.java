package org.assaydb.sql.spill;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** Memory, temporary files and the end of one statement. Not thread safe but for its interrupt. */
public final class Workspace implements AutoCloseable {
  private final long budgetBytes;
  private final Runnable interruptCheck;
  private long reservedBytes;
  private final Set<SpillFile> files = Collections.newSetFromMap(new IdentityHashMap<>());

  /**
   * @param budgetBytes memory that the statement's operators may hold together before they spill
   * @param interruptCheck throws when the statement is to end
   */
  public Workspace(long budgetBytes, Runnable interruptCheck) {
    this.budgetBytes = budgetBytes;
    this.interruptCheck = interruptCheck;
  }

  public long budgetBytes() {
    return budgetBytes;
  }

  /** Takes memory; false when that would exceed the budget, and then nothing is taken. */
  public boolean reserve(long bytes) {
    if (reservedBytes + bytes > budgetBytes) {
      return false;
    }
    reservedBytes += bytes;
    return true;
  }

  /** Takes memory that cannot be done without, beyond the budget if need be. */
  public void take(long bytes) {
    reservedBytes += bytes;
  }

  public void release(long bytes) {
    reservedBytes -= bytes;
  }

  public long reservedBytes() {
    return reservedBytes;
  }

  /** Throws when the statement was cancelled or its time is over. */
  public void checkInterrupted() {
    interruptCheck.run();
  }

  /** An empty temporary file; to be given back with {@link #closeFile}, at the latest on close. */
  public SpillFile openFile() {
    SpillFile file = SpillFile.create();
    files.add(file);
    return file;
  }

  public void closeFile(SpillFile file) {
    if (files.remove(file)) {
      file.close();
    }
  }

  /** Number of files that are open. */
  public int openFiles() {
    return files.size();
  }

  @Override
  public void close() {
    new ArrayList<>(files).forEach(this::closeFile);
  }
}
