package org.assaydb.engine.replica.server;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.timeout.IdleStateEvent;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.wire.FailureCode;
import org.assaydb.proofs.wire.Frame;
import org.assaydb.proofs.wire.Request;
import org.assaydb.proofs.wire.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection. At most {@link #MAX_UNDER_WAY} requests at a time: reading stops until one is
 * answered. Fields are touched on the connection's event loop only.
 */
final class ConnectionHandler extends SimpleChannelInboundHandler<Frame> {
  static final int MAX_UNDER_WAY = 64;

  private static final Logger LOG = LoggerFactory.getLogger(ConnectionHandler.class);
  private static final int MAX_MESSAGE_CHARS = 500;

  private final Responder responder;
  private final Executor workers;
  private int underWay;
  private boolean closing;

  ConnectionHandler(Responder responder, Executor workers) {
    this.responder = responder;
    this.workers = workers;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, Frame frame) {
    if (closing) {
      return;
    }
    Request request;
    try {
      request = Request.decode(frame);
    } catch (VerificationException e) {
      refuse(context, frame.id(), e);
      return;
    }
    underWay++;
    if (underWay >= MAX_UNDER_WAY) {
      context.channel().config().setAutoRead(false);
    }
    try {
      workers.execute(() -> respond(context, frame.id(), request));
    } catch (RejectedExecutionException stopping) {
      context.close();
    }
  }

  private void respond(ChannelHandlerContext context, int id, Request request) {
    try {
      responder
          .respond(request)
          .whenComplete(
              (response, failure) -> {
                if (failure != null) {
                  LOG.error("request failed", failure);
                }
                answer(context, id, failure == null ? response : internalError());
              });
    } catch (RuntimeException e) { // a thread root: a defect must not leave the client waiting
      LOG.error("request failed", e);
      answer(context, id, internalError());
    }
  }

  private static Response internalError() {
    return new Response.Failure(FailureCode.INTERNAL, "XX000", "internal error");
  }

  private void answer(ChannelHandlerContext context, int id, Response response) {
    byte[] bytes;
    try {
      bytes = Frame.of(id, response).toBytes();
    } catch (VerificationException tooLong) {
      Response limit =
          new Response.Failure(FailureCode.LIMIT, "54000", "the answer is too long: ask for less");
      bytes = Frame.of(id, limit).toBytes();
    }
    byte[] encoded = bytes;
    context
        .executor()
        .execute(
            () -> {
              underWay--;
              context.writeAndFlush(Unpooled.wrappedBuffer(encoded));
              if (underWay < MAX_UNDER_WAY) {
                context.channel().config().setAutoRead(true);
              }
            });
  }

  private void refuse(ChannelHandlerContext context, int id, VerificationException e) {
    closing = true;
    String message = String.valueOf(e.getMessage());
    Response failure =
        new Response.Failure(
            FailureCode.USER,
            "08P01",
            message.substring(0, Math.min(message.length(), MAX_MESSAGE_CHARS)));
    context
        .writeAndFlush(Unpooled.wrappedBuffer(Frame.of(id, failure).toBytes()))
        .addListener(ChannelFutureListener.CLOSE);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof DecoderException && cause.getCause() instanceof VerificationException e) {
      if (!closing) {
        refuse(context, 0, e);
      }
      return;
    }
    LOG.debug("connection ends: {}", cause.toString());
    context.close();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
    if (event instanceof IdleStateEvent && underWay == 0) {
      context.close();
    }
    super.userEventTriggered(context, event);
  }
}
