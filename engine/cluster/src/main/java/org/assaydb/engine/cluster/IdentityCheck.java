package org.assaydb.engine.cluster;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.assaydb.engine.replica.scrub.Finding;
import org.jspecify.annotations.Nullable;

/**
 * Whether genesis, keys and certificates of a directory still fit together. The genesis is written
 * anew from memory; what is secret or signed is named.
 */
final class IdentityCheck {
  private static final String BACKUP = "restore it from a backup, then start the replica again";
  private static final byte[] MESSAGE = "AssayDB".getBytes(StandardCharsets.US_ASCII);

  private final ClusterFiles files;
  private final List<Finding> findings = new ArrayList<>();

  private IdentityCheck(ClusterFiles files) {
    this.files = files;
  }

  static List<Finding> of(ClusterFiles files) {
    IdentityCheck check = new IdentityCheck(files);
    check.genesis();
    check.certificates();
    return check.findings;
  }

  private void genesis() {
    Path file = files.genesisFile();
    try {
      byte[] expected = files.genesis().encode();
      if (!Arrays.equals(Files.readAllBytes(file), expected)) {
        ClusterFiles.writeDurably(file, expected);
        findings.add(Finding.of(file, "genesis", true, BACKUP));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void certificates() {
    X509Certificate authority = null;
    try {
      authority = certificate(files.caFile());
      authority.verify(authority.getPublicKey());
    } catch (GeneralSecurityException | IOException e) {
      named(files.caFile(), e);
    }
    for (int seat = 0; seat < files.genesis().validators().size(); seat++) {
      Path replica = files.replicaDirectory(seat);
      try {
        files.secret(seat);
      } catch (ClusterException | UncheckedIOException e) {
        named(replica.resolve("validator.key"), e);
      }
      server(replica, authority);
    }
  }

  private void server(Path replica, @Nullable X509Certificate authority) {
    Path file = replica.resolve("tls.pem");
    try {
      X509Certificate own = certificate(file);
      if (authority != null) {
        own.verify(authority.getPublicKey());
      }
      file = replica.resolve("tls.key");
      if (!fits(privateKey(file), own.getPublicKey())) {
        throw new GeneralSecurityException("the key is not that of the certificate");
      }
    } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
      named(file, e);
    }
  }

  private void named(Path file, Exception why) {
    findings.add(Finding.of(file, String.valueOf(why.getMessage()), false, BACKUP));
  }

  private static X509Certificate certificate(Path file)
      throws GeneralSecurityException, IOException {
    byte[] pem = Files.readAllBytes(file);
    return (X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));
  }

  private static PrivateKey privateKey(Path file) throws GeneralSecurityException, IOException {
    String pem = Files.readString(file, StandardCharsets.ISO_8859_1);
    String body = pem.replaceAll("-----[A-Z ]+-----", "");
    byte[] encoded = Base64.getMimeDecoder().decode(body);
    return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded));
  }

  private static boolean fits(PrivateKey secret, PublicKey key) throws GeneralSecurityException {
    Signature signer = Signature.getInstance("SHA256withECDSA");
    signer.initSign(secret);
    signer.update(MESSAGE);
    byte[] signature = signer.sign();
    signer.initVerify(key);
    signer.update(MESSAGE);
    return signer.verify(signature);
  }
}
