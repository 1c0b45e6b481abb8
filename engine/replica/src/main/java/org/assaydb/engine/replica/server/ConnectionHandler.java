package org.assaydb.engine.replica.server;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.timeout.IdleState;
import io.netty.handler.timeout.IdleStateEvent;
import java.net.InetAddress;
import java.util.concurrent.TimeUnit;
import org.assaydb.proofs.SqlStates;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.wire.FailureCode;
import org.assaydb.proofs.wire.Frame;
import org.assaydb.proofs.wire.Request;
import org.assaydb.proofs.wire.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection. At most {@link #MAX_UNDER_WAY} requests at a time: reading stops until one is
 * answered, and none is begun while the client does not take its answers. Fields are touched on the
 * connection's event loop only, but for those that are volatile.
 */
final class ConnectionHandler extends ChannelInboundHandlerAdapter
    implements ClientConnections.Connection {
  static final int MAX_UNDER_WAY = 64;

  private static final Logger LOG = LoggerFactory.getLogger(ConnectionHandler.class);
  private static final int MAX_MESSAGE_CHARS = 500;

  private final Channel channel;
  private final InetAddress client;
  private final Responder responder;
  private final RequestWorkers.Lanes lanes;
  private final ClientConnections connections;
  private final long firstRequestMs;
  private volatile int underWay;
  private volatile long quietSince = System.nanoTime();
  private int unwritten;
  private boolean greeted;
  private boolean closing;

  /**
   * @param firstRequestMs after which a connection that never asked anything is ended
   */
  ConnectionHandler(
      Channel channel,
      InetAddress client,
      Responder responder,
      RequestWorkers workers,
      ClientConnections connections,
      long firstRequestMs) {
    this.channel = channel;
    this.client = client;
    this.responder = responder;
    this.lanes = workers.lanes();
    this.connections = connections;
    this.firstRequestMs = firstRequestMs;
  }

  @Override
  public Channel channel() {
    return channel;
  }

  @Override
  public InetAddress client() {
    return client;
  }

  @Override
  public boolean isIdle() {
    return underWay == 0;
  }

  @Override
  public long quietSinceNanos() {
    return quietSince;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    context
        .executor()
        .schedule(() -> endUnlessGreeted(context), firstRequestMs, TimeUnit.MILLISECONDS);
  }

  private void endUnlessGreeted(ChannelHandlerContext context) {
    if (!greeted) {
      context.close();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    greeted = true;
    quietSince = System.nanoTime();
    if (message instanceof FrameDecoder.PassedOver passed) {
      begin(context);
      write(context, encoded(passed.id(), RequestWorkers.busy()), () -> {});
    } else if (message instanceof FrameDecoder.Received received) {
      received(context, received);
    } else {
      super.channelRead(context, message);
    }
  }

  private void received(ChannelHandlerContext context, FrameDecoder.Received received) {
    Frame frame = received.frame();
    if (closing) {
      received.grant().close();
      return;
    }
    Request request;
    try {
      request = Request.decode(frame);
    } catch (VerificationException e) {
      received.grant().close();
      refuse(context, frame.id(), e);
      return;
    }
    begin(context);
    Asked asked = new Asked(frame.id(), request, received.grant());
    lanes.of(request).add(() -> respond(context, asked));
  }

  private record Asked(int id, Request request, Grant grant) {}

  private void begin(ChannelHandlerContext context) {
    underWay = underWay + 1;
    if (underWay >= MAX_UNDER_WAY) {
      context.channel().config().setAutoRead(false);
    }
  }

  private void respond(ChannelHandlerContext context, Asked asked) {
    if (!channel.isActive()) {
      asked.grant().close();
      return;
    }
    try {
      responder
          .respond(asked.request(), asked.grant())
          .whenComplete(
              (response, failure) ->
                  answer(context, asked, failure == null ? response : failed(failure)));
    } catch (Throwable e) { // a thread root: nothing may leave the client waiting
      answer(context, asked, failed(e));
    }
  }

  /** Errors of the JVM end the request; the replica goes on. */
  private static Response failed(Throwable failure) {
    LOG.error("request failed", failure);
    if (failure instanceof OutOfMemoryError) {
      return new Response.Failure(
          FailureCode.LIMIT,
          SqlStates.OUT_OF_MEMORY,
          "the replica has no memory for this request; ask for less");
    } else if (failure instanceof StackOverflowError) {
      return new Response.Failure(
          FailureCode.LIMIT, SqlStates.TOO_COMPLEX, "the request is nested too deeply");
    }
    return new Response.Failure(FailureCode.INTERNAL, SqlStates.INTERNAL, "internal error");
  }

  private void answer(ChannelHandlerContext context, Asked asked, Response response) {
    byte[] bytes;
    try {
      bytes = encoded(asked.id(), response);
    } catch (OutOfMemoryError e) {
      bytes = encoded(asked.id(), failed(e));
    }
    byte[] encoded = bytes;
    context.executor().execute(() -> write(context, encoded, asked.grant()::close));
  }

  private static byte[] encoded(int id, Response response) {
    try {
      return Frame.of(id, response).toBytes();
    } catch (VerificationException tooLong) {
      Response limit =
          new Response.Failure(
              FailureCode.LIMIT, SqlStates.LIMIT, "the answer is too long: ask for less");
      return Frame.of(id, limit).toBytes();
    }
  }

  private void write(ChannelHandlerContext context, byte[] answer, Runnable written) {
    unwritten++;
    context
        .writeAndFlush(Unpooled.wrappedBuffer(answer))
        .addListener(
            done -> {
              written.run();
              unwritten--;
              underWay = underWay - 1;
              quietSince = System.nanoTime();
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
            SqlStates.BAD_REQUEST,
            message.substring(0, Math.min(message.length(), MAX_MESSAGE_CHARS)));
    context
        .writeAndFlush(Unpooled.wrappedBuffer(Frame.of(id, failure).toBytes()))
        .addListener(ChannelFutureListener.CLOSE);
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) throws Exception {
    lanes.setPaused(!channel.isWritable());
    super.channelWritabilityChanged(context);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) throws Exception {
    connections.remove(this);
    lanes.setPaused(false); // what waits is given up, and its memory with it
    super.channelInactive(context);
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
    if (event instanceof IdleStateEvent idle) {
      boolean stalled = idle.state() == IdleState.WRITER_IDLE && unwritten > 0;
      if (stalled || (idle.state() == IdleState.READER_IDLE && underWay == 0)) {
        context.close();
      }
    }
    super.userEventTriggered(context, event);
  }
}
