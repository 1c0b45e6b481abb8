package org.assaydb.engine.replica.server;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.timeout.IdleStateHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/** Serves one replica on a TCP port over TLS 1.3. */
public final class ReplicaServer implements AutoCloseable {
  private static final int IDLE_SECONDS = 600;
  private static final long FRAME_TIMEOUT_MS = 30_000;
  private static final WriteBufferWaterMark UNWRITTEN =
      new WriteBufferWaterMark(256 << 10, 1 << 20);

  private final MultiThreadIoEventLoopGroup loops;
  private final RequestWorkers workers;
  private final ClientConnections connections;
  private final ByteBudget budget;
  private final Channel listener;

  /** Key and certificate files in PEM. */
  public record Identity(Path certificate, Path key) {}

  /**
   * What clients may use of the replica.
   *
   * @param connections open ones at a time
   * @param bytes memory of all requests and answers under way; one client may hold half
   * @param firstRequestMs after which a connection that asked nothing is ended
   * @param stallMs after which a client that takes nothing of its answer is given up
   */
  public record Limits(int connections, long bytes, long firstRequestMs, long stallMs) {
    private static final int CONNECTIONS = 1024;
    private static final long LEAST_BYTES = 64 << 20;
    private static final long MOST_BYTES = 512 << 20;

    /** A quarter of the heap that a replica has for itself, within 64 and 512 MiB. */
    public static Limits ofHeap(long heapBytes) {
      long bytes = Math.max(LEAST_BYTES, Math.min(MOST_BYTES, heapBytes / 4));
      return new Limits(CONNECTIONS, bytes, 15_000, 60_000);
    }
  }

  /**
   * Binds and starts to serve.
   *
   * @param address port 0 takes a free one
   * @throws SSLException when the identity cannot be used
   */
  public static ReplicaServer start(
      String name, InetSocketAddress address, Identity identity, Limits limits, Responder responder)
      throws SSLException {
    SslContext tls =
        SslContextBuilder.forServer(identity.certificate().toFile(), identity.key().toFile())
            .sslProvider(SslProvider.JDK)
            .protocols("TLSv1.3")
            .build();
    return new ReplicaServer(name, address, tls, limits, responder);
  }

  private ReplicaServer(
      String name, InetSocketAddress address, SslContext tls, Limits limits, Responder responder) {
    loops =
        new MultiThreadIoEventLoopGroup(
            1, RequestWorkers.daemon(name + "-net"), NioIoHandler.newFactory());
    workers = new RequestWorkers(name);
    connections = new ClientConnections(limits.connections());
    budget = new ByteBudget(limits.bytes(), limits.bytes() / 2);
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, UNWRITTEN)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    open(channel, tls, limits, responder);
                  }
                });
    try {
      listener = bootstrap.bind(address).syncUninterruptibly().channel();
    } catch (RuntimeException cannotBind) {
      loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
      workers.close();
      throw cannotBind;
    }
  }

  private void open(SocketChannel channel, SslContext tls, Limits limits, Responder responder) {
    InetAddress client = channel.remoteAddress().getAddress();
    ConnectionHandler handler =
        new ConnectionHandler(
            channel,
            client,
            new HeadReads(responder),
            workers,
            connections,
            limits.firstRequestMs());
    if (!connections.admit(handler)) {
      channel.close();
      return;
    }
    channel
        .pipeline()
        .addLast(tls.newHandler(channel.alloc()))
        .addLast(idleness(limits.stallMs()))
        .addLast(new FrameDecoder(budget, client, FRAME_TIMEOUT_MS))
        .addLast(handler);
  }

  /** Tells of silence, and of answers of which not a byte leaves. */
  private static IdleStateHandler idleness(long stallMs) {
    return new IdleStateHandler(true, IDLE_SECONDS * 1_000L, stallMs, 0, TimeUnit.MILLISECONDS);
  }

  /** Memory that requests and answers hold now, in bytes. */
  public long heldBytes() {
    return budget.heldBytes();
  }

  /** Open connections. */
  public int connections() {
    return connections.size();
  }

  /** Where clients connect. */
  public InetSocketAddress address() {
    return (InetSocketAddress) listener.localAddress();
  }

  /** Stops listening, ends all connections and waits for the threads. */
  @Override
  public void close() {
    listener.close().syncUninterruptibly();
    connections.close();
    workers.close();
    loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
  }
}
