package org.assaydb.engine.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.ledger.Ed25519;
import org.assaydb.proofs.ledger.Genesis;
import org.assaydb.proofs.ledger.PublicKey;
import org.assaydb.proofs.ledger.ValidatorSet;

/**
 * The directory of a cluster, locked while this object is open.
 *
 * <pre>
 * lock                     held by the process that runs the cluster
 * genesis                  {@link Genesis#encode()}; written last, so its presence means complete
 * ca.pem                   authority of the servers' certificates
 * replica-N/validator.key  secret key in hexadecimal, owner only
 * replica-N/tls.key .pem   server identity, key for the owner only
 * replica-N/state blocks votes archive
 * </pre>
 */
public final class ClusterFiles implements AutoCloseable {
  private static final Set<PosixFilePermission> OWNER_FILE =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  private static final Set<PosixFilePermission> OWNER_DIRECTORY =
      Set.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private final Path directory;
  private final FileChannel lockChannel;
  private final Genesis genesis;

  private ClusterFiles(Path directory, FileChannel lockChannel, Genesis genesis) {
    this.directory = directory;
    this.lockChannel = lockChannel;
    this.genesis = genesis;
  }

  /** What a new cluster is made with. An existing one keeps its own. */
  public record Settings(int replicas, int archiveWindow, int segmentBlocks, long timeMs) {}

  /**
   * Locks the directory and reads what is there, or makes a new cluster in it.
   *
   * @throws ClusterException when it is in use, damaged, or holds another number of replicas
   */
  public static ClusterFiles open(Path directory, Settings settings) {
    try {
      ownerDirectory(directory);
      FileChannel channel = lock(directory);
      try {
        Path file = directory.resolve("genesis");
        if (!Files.exists(file)) {
          create(directory, settings);
        }
        Genesis genesis = readGenesis(file);
        if (genesis.validators().size() != settings.replicas()) {
          throw new ClusterException(
              directory
                  + " holds "
                  + genesis.validators().size()
                  + " replicas, not "
                  + settings.replicas());
        }
        return new ClusterFiles(directory, channel, genesis);
      } catch (RuntimeException | IOException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw new ClusterException("cannot use " + directory + ": " + e.getMessage(), e);
    }
  }

  private static FileChannel lock(Path directory) throws IOException {
    FileChannel channel =
        FileChannel.open(
            directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException inThisProcess) {
      lock = null;
    }
    if (lock == null) {
      channel.close();
      throw new ClusterException(directory + " is in use by a running cluster");
    }
    return channel;
  }

  private static Genesis readGenesis(Path file) throws IOException {
    try {
      return Genesis.decode(Files.readAllBytes(file));
    } catch (VerificationException e) {
      throw new ClusterException(
          file + " is damaged: copy it from a client, or restore it from a backup", e);
    }
  }

  private static void create(Path directory, Settings settings) throws IOException {
    SecureRandom random = new SecureRandom();
    TlsAuthority authority = new TlsAuthority(String.valueOf(directory.getFileName()));
    List<PublicKey> keys = new ArrayList<>();
    for (int seat = 0; seat < settings.replicas(); seat++) {
      Path replica = directory.resolve("replica-" + seat);
      ownerDirectory(replica);
      byte[] secret = Ed25519.newSecret(random);
      keys.add(Ed25519.publicKey(secret));
      write(replica.resolve("validator.key"), HexFormat.of().formatHex(secret) + "\n");
      TlsAuthority.Identity identity = authority.issueLoopback(seat);
      write(replica.resolve("tls.key"), identity.keyPem());
      write(replica.resolve("tls.pem"), identity.certificatePem());
    }
    write(directory.resolve("ca.pem"), authority.certificatePem());
    Genesis genesis =
        new Genesis(
            Genesis.PROTOCOL_VERSION,
            "assaydb-" + HexFormat.of().formatHex(random.generateSeed(4)),
            settings.timeMs(),
            new ValidatorSet(keys),
            settings.archiveWindow(),
            settings.segmentBlocks());
    writeDurably(directory.resolve("genesis"), genesis.encode());
  }

  private static void write(Path file, String text) throws IOException {
    writeDurably(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Readable by the owner before the first byte is in it; appears whole or not at all. */
  static void writeDurably(Path file, byte[] bytes) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(temporary);
    Files.createFile(temporary);
    restrict(temporary, OWNER_FILE);
    try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
      channel.write(java.nio.ByteBuffer.wrap(bytes));
      channel.force(true);
    }
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void ownerDirectory(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory);
      restrict(directory, OWNER_DIRECTORY);
    }
  }

  private static void restrict(Path path, Set<PosixFilePermission> permissions) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
    if (view != null) { // file systems without POSIX permissions keep their defaults
      view.setPermissions(permissions);
    }
  }

  public Path directory() {
    return directory;
  }

  public Genesis genesis() {
    return genesis;
  }

  public Path genesisFile() {
    return directory.resolve("genesis");
  }

  public Path caFile() {
    return directory.resolve("ca.pem");
  }

  public Path replicaDirectory(int seat) {
    return directory.resolve("replica-" + seat);
  }

  /** The validator's secret key; its public key must stand in the genesis. */
  public byte[] secret(int seat) {
    Path file = replicaDirectory(seat).resolve("validator.key");
    try {
      byte[] secret = HexFormat.of().parseHex(Files.readString(file).strip());
      if (secret.length == Ed25519.SECRET_BYTES
          && Ed25519.publicKey(secret).equals(genesis.validators().keys().get(seat))) {
        return secret;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IllegalArgumentException e) {
      throw new ClusterException(file + " is damaged: restore it from a backup", e);
    }
    throw new ClusterException(
        file + " is damaged or does not belong to this cluster: restore it from a backup");
  }

  /** Releases the directory. */
  @Override
  public void close() {
    try {
      lockChannel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
