package org.assaydb.proofs.hash;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** All ways to hash give SHA-256 of the tag and the bytes meant. */
class Sha256Test {
  private static byte[] expected(byte tag, byte[] bytes) throws NoSuchAlgorithmException {
    MessageDigest md = MessageDigest.getInstance("SHA-256");
    md.update(tag);
    return md.digest(bytes);
  }

  @Test
  void hashesThePartThatIsMeant() throws NoSuchAlgorithmException {
    byte[] bytes = new byte[200];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (31 * i);
    }
    HashTag tag = HashTag.ROW_NODE;
    for (int from : new int[] {0, 1, 55, 64}) {
      for (int to : new int[] {64, 65, 119, 128, 200}) {
        byte[] part = Arrays.copyOfRange(bytes, from, to);
        byte[] digest = expected(tag.value(), part);
        assertThat(Sha256.get().hash(tag, bytes, from, to).toBytes()).isEqualTo(digest);
        assertThat(Sha256.of(tag, part).toBytes()).isEqualTo(digest);
        byte[] target = new byte[40];
        byte[] head = {tag.value(), 99};
        Sha256.get().hashTagged(head, 1, bytes, from, to, target, 5);
        assertThat(Arrays.copyOfRange(target, 5, 37)).isEqualTo(digest);
        assertThat(target).startsWith(0, 0, 0, 0, 0).endsWith(0, 0, 0);
      }
    }
  }
}
