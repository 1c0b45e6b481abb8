package org.assaydb.engine.replica.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.wire.Frame;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the stream into request frames. A frame longer than a request may be is refused by its
 * length field; one for which there is no memory is passed over and told of; one that is not
 * complete in time ends the connection.
 */
final class FrameDecoder extends ByteToMessageDecoder {
  /** A frame with the memory that it holds; the receiver gives that back. */
  record Received(Frame frame, Grant grant) {}

  /** A frame for which there was no memory. */
  record PassedOver(int id) {}

  /** Longest request: a transaction that fills a block, or the keys of a large lookup. */
  static final int MAX_REQUEST_BYTES = 16 << 20;

  /** What a request holds for each byte of its frame: the frame, and what it is decoded to. */
  static final int BYTES_HELD = 3;

  private static final int LENGTH_BYTES = 4;
  private static final int HEADER_BYTES = 5;

  private final ByteBudget budget;
  private final InetAddress client;
  private final long frameTimeoutMs;
  private @Nullable ScheduledFuture<?> deadline;

  /** Of the frame that is coming in. */
  private @Nullable Grant grant;

  private int passOver;

  FrameDecoder(ByteBudget budget, InetAddress client, long frameTimeoutMs) {
    this.budget = budget;
    this.client = client;
    this.frameTimeoutMs = frameTimeoutMs;
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    if (passOver > 0) {
      int passed = Math.min(passOver, in.readableBytes());
      in.skipBytes(passed);
      passOver -= passed;
    } else if (in.readableBytes() >= LENGTH_BYTES + HEADER_BYTES || hasBadLength(in)) {
      int length = length(in);
      if (!granted(length)) {
        passOver = length - HEADER_BYTES;
        in.skipBytes(LENGTH_BYTES + 1);
        out.add(new PassedOver(in.readInt()));
        return;
      }
      if (in.readableBytes() >= LENGTH_BYTES + length) {
        out.add(received(in, length));
      }
    }
    if (deadline == null && (in.isReadable() || passOver > 0)) {
      // A peer that drips bytes must not hold a partial frame for ever.
      deadline =
          context.executor().schedule(() -> context.close(), frameTimeoutMs, TimeUnit.MILLISECONDS);
    } else if (!in.isReadable() && passOver == 0) {
      cancelDeadline();
    }
  }

  /** A length that no frame has is refused before its header is there. */
  private static boolean hasBadLength(ByteBuf in) {
    return in.readableBytes() >= LENGTH_BYTES && length(in) < 0;
  }

  private static int length(ByteBuf in) {
    int length = in.getInt(in.readerIndex());
    VerificationException.require(
        length >= 0 && length <= MAX_REQUEST_BYTES,
        RejectReason.LIMIT_EXCEEDED,
        "request of " + Integer.toUnsignedString(length) + " bytes");
    VerificationException.require(
        length >= HEADER_BYTES, RejectReason.MALFORMED, "frame without a header");
    return length;
  }

  private boolean granted(int length) {
    if (grant == null) {
      Grant wanted = new Grant(budget, client);
      if (!wanted.take((long) BYTES_HELD * length)) {
        return false;
      }
      grant = wanted;
    }
    return true;
  }

  private Received received(ByteBuf in, int length) {
    in.skipBytes(LENGTH_BYTES);
    int type = in.readUnsignedByte();
    int id = in.readInt();
    byte[] body = new byte[length - HEADER_BYTES];
    in.readBytes(body);
    Grant held = Objects.requireNonNull(grant);
    grant = null;
    cancelDeadline();
    return new Received(new Frame(type, id, body), held);
  }

  @Override
  protected void handlerRemoved0(ChannelHandlerContext context) {
    end();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) throws Exception {
    super.channelInactive(context);
    end();
  }

  private void end() {
    cancelDeadline();
    if (grant != null) {
      grant.close();
      grant = null;
    }
  }

  private void cancelDeadline() {
    if (deadline != null) {
      deadline.cancel(false);
      deadline = null;
    }
  }
}
