package org.assaydb.proofs.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;

/**
 * One message on the wire.
 *
 * <pre>
 * length   4 bytes big-endian, of the rest: 5 to 64 MiB
 * type     1 byte
 * id       4 bytes big-endian; a response repeats the id of its request
 * body     canonical codec
 * </pre>
 *
 * @param body not copied
 */
public record Frame(int type, int id, byte[] body) {
  /** Longest frame without its length field. */
  public static final int MAX_BYTES = 64 << 20;

  private static final int LENGTH_BYTES = 4;
  private static final int HEADER_BYTES = 5;

  public static Frame of(int id, Message message) {
    ByteWriter out = new ByteWriter(256);
    message.encode(out);
    return new Frame(message.type(), id, out.toBytes());
  }

  /**
   * Reads the next frame; blocks.
   *
   * @throws EOFException when the stream ends, at a frame's border or inside it
   * @throws VerificationException MALFORMED, LIMIT_EXCEEDED: the stream is unusable afterwards
   */
  public static Frame read(InputStream in) throws IOException {
    ByteReader head = new ByteReader(exactly(in, LENGTH_BYTES + HEADER_BYTES));
    int length = head.i32();
    VerificationException.require(
        length >= 0 && length <= MAX_BYTES,
        RejectReason.LIMIT_EXCEEDED,
        "frame of " + Integer.toUnsignedString(length) + " bytes exceeds " + MAX_BYTES);
    VerificationException.require(
        length >= HEADER_BYTES, RejectReason.MALFORMED, "frame without a header");
    int type = head.u8();
    int id = head.i32();
    return new Frame(type, id, exactly(in, length - HEADER_BYTES));
  }

  /** Grows with the bytes that arrive: a length alone allocates nothing. */
  private static byte[] exactly(InputStream in, int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the connection was closed");
    }
    return bytes;
  }

  /** The whole frame, length included. */
  public byte[] toBytes() {
    int length = HEADER_BYTES + body.length;
    VerificationException.require(
        length <= MAX_BYTES, RejectReason.LIMIT_EXCEEDED, "message of " + length + " bytes");
    return new ByteWriter(LENGTH_BYTES + length).i32(length).u8(type).i32(id).raw(body).toBytes();
  }

  /** Writes the frame in one call and does not flush. */
  public void write(OutputStream out) throws IOException {
    out.write(toBytes());
  }
}
