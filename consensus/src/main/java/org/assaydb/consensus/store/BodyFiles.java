package org.assaydb.consensus.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assaydb.consensus.Message;
import org.jspecify.annotations.Nullable;

/**
 * Bodies of final blocks: {@code bodies-G.log} holds those of heights [G n + 1, G n + n] for groups
 * of n. Two files are open at most, so that reading old bodies costs the newest ones nothing. Not
 * thread safe.
 */
final class BodyFiles implements AutoCloseable {
  private final Path dir;
  private final int groupHeights;
  private final Disk disk;
  private @Nullable RecordFile newest;
  private long newestGroup = -1;
  private @Nullable RecordFile older;
  private long olderGroup = -1;

  /** Whether a body in the newest file has no other synced copy than its proposal. */
  private boolean unsynced;

  BodyFiles(Path dir, int groupHeights, Disk disk) {
    this.dir = dir;
    this.groupHeights = groupHeights;
    this.disk = disk;
  }

  /**
   * Appends the body of a new height.
   *
   * @param synced whether it is on disk when the call returns; else after {@link #sync}
   * @return where it stands
   */
  long append(long height, byte[] body, boolean synced) throws IOException {
    RecordFile file = newest;
    if (file == null || group(height) != newestGroup) {
      sync();
      file = open(height);
    }
    unsynced |= !synced;
    return synced ? file.append(body) : file.appendUnsynced(body);
  }

  void sync() throws IOException {
    if (newest != null && unsynced) {
      newest.sync();
    }
    unsynced = false;
  }

  /** Whether there is a file for this height. */
  boolean exists(long height) {
    return Files.exists(file(group(height)));
  }

  /** The body that stands at {@code offset} of the file for this height. */
  byte[] read(long height, long offset) throws IOException {
    return open(height).read(offset, Message.MAX_BODY_BYTES);
  }

  /** Writes a body again where it was, should it not be whole; synced on return. */
  boolean restore(long height, long offset, byte[] body) throws IOException {
    RecordFile file = open(height);
    boolean format = file.restoreFormat();
    return file.restore(offset, body, Message.MAX_BODY_BYTES) || format;
  }

  /** Mends what no body is of in the file for this height. */
  boolean restoreFormat(long height) throws IOException {
    return open(height).restoreFormat();
  }

  /** Where the body of a height should stand by the order of records in its file; 0 for unknown. */
  long offset(long height) throws IOException {
    if (!exists(height)) {
      return 0;
    }
    List<Long> all = open(height).beginnings(Message.MAX_BODY_BYTES);
    int place = (int) ((height - 1) % groupHeights);
    return place < all.size() ? all.get(place) : 0;
  }

  boolean isFirstOfFile(long height) {
    return (height - 1) % groupHeights == 0;
  }

  /** Drops whole files of heights in [from, to). */
  void unlink(long from, long to) throws IOException {
    long end = group(to);
    for (long group = group(Math.max(1, from) + groupHeights - 1); group < end; group++) {
      if (group == newestGroup || group == olderGroup) {
        close();
      }
      Files.deleteIfExists(file(group));
    }
  }

  private long group(long height) {
    return (height - 1) / groupHeights;
  }

  private Path file(long group) {
    return dir.resolve("bodies-" + group + ".log");
  }

  Path fileOf(long height) {
    return file(group(height));
  }

  private RecordFile open(long height) throws IOException {
    long group = group(height);
    if (newest != null && group == newestGroup) {
      return newest;
    }
    if (older != null && group == olderGroup) {
      return older;
    }
    RecordFile file = new RecordFile(file(group), disk);
    if (group > newestGroup) {
      closeOlder();
      sync();
      older = newest;
      olderGroup = newestGroup;
      newest = file;
      newestGroup = group;
    } else {
      closeOlder();
      older = file;
      olderGroup = group;
    }
    return file;
  }

  private void closeOlder() throws IOException {
    if (older != null) {
      older.close();
    }
    older = null;
    olderGroup = -1;
  }

  @Override
  public void close() throws IOException {
    sync();
    closeOlder();
    if (newest != null) {
      newest.close();
    }
    newest = null;
    newestGroup = -1;
  }
}
