package org.assaydb.proofs.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.hash.Digest;

/**
 * One file per chain, {@code CHAINID.head}, replaced by rename. Several clients may share a
 * directory: a save never replaces a higher head by a lower one, and one object stores a height
 * once. The rename is not synced to the disk: it survives the end of the process, and a power
 * failure costs at most the last moments of trust, never its integrity.
 */
public final class FileTrustStore implements TrustStore {
  private static final long MAX_FILE_BYTES = 1 << 20;

  /** File locks exclude other processes only; this excludes other stores of the same JVM. */
  private static final Object WITHIN_JVM = new Object();

  private final Path directory;

  /** Heights up to which this object has stored heads: what is there is not lower. */
  private final Map<Digest, Long> stored = new HashMap<>();

  public FileTrustStore(Path directory) {
    this.directory = directory;
  }

  @Override
  public Optional<byte[]> load(Digest chainId) {
    Path file = file(chainId);
    try {
      VerificationException.require(
          !Files.exists(file) || Files.size(file) <= MAX_FILE_BYTES,
          RejectReason.LIMIT_EXCEEDED,
          "trust state " + file);
      return Optional.of(Files.readAllBytes(file));
    } catch (NoSuchFileException first) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read trust state " + file, e);
    }
  }

  @Override
  public void save(Digest chainId, byte[] head) {
    long height = height(head);
    synchronized (WITHIN_JVM) {
      if (height > stored.getOrDefault(chainId, -1L) || !Files.exists(file(chainId))) {
        locked(chainId, head);
        stored.put(chainId, height);
      }
    }
  }

  private void locked(Digest chainId, byte[] head) {
    Path lockFile = directory.resolve(chainId.toHex() + ".lock");
    try {
      Files.createDirectories(directory);
      try (FileChannel channel =
              FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock ignored = channel.lock()) {
        replaceIfHigher(chainId, head);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write trust state in " + directory, e);
    }
  }

  private void replaceIfHigher(Digest chainId, byte[] head) throws IOException {
    Optional<byte[]> before = load(chainId);
    if (before.isPresent() && height(before.get()) > height(head)) {
      return;
    }
    Path temporary = directory.resolve(chainId.toHex() + ".tmp");
    Files.write(temporary, head);
    Files.move(
        temporary,
        file(chainId),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private static long height(byte[] head) {
    return TrustedHead.decode(new ByteReader(head)).height();
  }

  private Path file(Digest chainId) {
    return directory.resolve(chainId.toHex() + ".head");
  }
}
