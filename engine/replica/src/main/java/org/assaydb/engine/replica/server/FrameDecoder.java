package org.assaydb.engine.replica.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.wire.Frame;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the stream into request frames. A frame longer than a request may be is refused by its
 * length field; one that is not complete in time ends the connection.
 */
final class FrameDecoder extends ByteToMessageDecoder {
  /** Longest request: a transaction that fills a block, or the keys of a large lookup. */
  static final int MAX_REQUEST_BYTES = 16 << 20;

  private static final int LENGTH_BYTES = 4;
  private static final int HEADER_BYTES = 5;

  private final long frameTimeoutMs;
  private @Nullable ScheduledFuture<?> deadline;

  FrameDecoder(long frameTimeoutMs) {
    this.frameTimeoutMs = frameTimeoutMs;
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    if (in.readableBytes() >= LENGTH_BYTES) {
      int length = in.getInt(in.readerIndex());
      VerificationException.require(
          length >= 0 && length <= MAX_REQUEST_BYTES,
          RejectReason.LIMIT_EXCEEDED,
          "request of " + Integer.toUnsignedString(length) + " bytes");
      VerificationException.require(
          length >= HEADER_BYTES, RejectReason.MALFORMED, "frame without a header");
      if (in.readableBytes() >= LENGTH_BYTES + length) {
        in.skipBytes(LENGTH_BYTES);
        int type = in.readUnsignedByte();
        int id = in.readInt();
        byte[] body = new byte[length - HEADER_BYTES];
        in.readBytes(body);
        cancelDeadline();
        out.add(new Frame(type, id, body));
        return;
      }
    }
    if (deadline == null && in.isReadable()) {
      // A peer that drips bytes must not hold a partial frame for ever.
      deadline =
          context.executor().schedule(() -> context.close(), frameTimeoutMs, TimeUnit.MILLISECONDS);
    }
  }

  @Override
  protected void handlerRemoved0(ChannelHandlerContext context) {
    cancelDeadline();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) throws Exception {
    cancelDeadline();
    super.channelInactive(context);
  }

  private void cancelDeadline() {
    if (deadline != null) {
      deadline.cancel(false);
      deadline = null;
    }
  }
}
