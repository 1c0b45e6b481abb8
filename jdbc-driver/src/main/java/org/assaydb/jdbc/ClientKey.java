package org.assaydb.jdbc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.assaydb.proofs.ledger.Ed25519;
import org.assaydb.proofs.ledger.PublicKey;

/** The key that signs this client's transactions. */
record ClientKey(byte[] secret, PublicKey publicKey) {
  static ClientKey of(byte[] secret) {
    return new ClientKey(secret, Ed25519.publicKey(secret));
  }

  /** Reads the key, or makes one that only the owner can read. */
  static ClientKey loadOrCreate(Path file) throws IOException {
    if (!Files.exists(file)) {
      create(file);
    }
    String text = Files.readString(file, StandardCharsets.US_ASCII).strip();
    try {
      byte[] secret = HexFormat.of().parseHex(text);
      if (secret.length == Ed25519.SECRET_BYTES) {
        return of(secret);
      }
    } catch (IllegalArgumentException e) {
      throw new IOException("no key in " + file, e);
    }
    throw new IOException("no key in " + file);
  }

  private static void create(Path file) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    if (directory != null) {
      Files.createDirectories(directory);
    }
    String text = HexFormat.of().formatHex(Ed25519.newSecret(new SecureRandom()));
    Path temporary = file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid());
    Files.deleteIfExists(temporary);
    Files.writeString(temporary, "", StandardOpenOption.CREATE_NEW);
    if (Files.getFileStore(temporary).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rw-------"));
    }
    Files.writeString(temporary, text + "\n");
    try {
      Files.createLink(file, temporary);
    } catch (FileAlreadyExistsException e) {
      // Another process was first: its key counts.
    } finally {
      Files.delete(temporary);
    }
  }
}
