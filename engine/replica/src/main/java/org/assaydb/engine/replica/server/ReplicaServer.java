package org.assaydb.engine.replica.server;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/** Serves one replica on a TCP port over TLS 1.3. */
public final class ReplicaServer implements AutoCloseable {
  private static final int MAX_CONNECTIONS = 256;
  private static final int WORKERS = 4;
  private static final int IDLE_SECONDS = 600;
  private static final long FRAME_TIMEOUT_MS = 30_000;

  private final MultiThreadIoEventLoopGroup loops;
  private final ThreadPoolExecutor workers;
  private final ChannelGroup connections =
      new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
  private final Channel listener;

  /** Key and certificate files in PEM. */
  public record Identity(Path certificate, Path key) {}

  /**
   * Binds and starts to serve.
   *
   * @param address port 0 takes a free one
   * @throws SSLException when the identity cannot be used
   */
  public static ReplicaServer start(
      String name, InetSocketAddress address, Identity identity, Responder responder)
      throws SSLException {
    SslContext tls =
        SslContextBuilder.forServer(identity.certificate().toFile(), identity.key().toFile())
            .sslProvider(SslProvider.JDK)
            .protocols("TLSv1.3")
            .build();
    return new ReplicaServer(name, address, tls, responder);
  }

  private ReplicaServer(
      String name, InetSocketAddress address, SslContext tls, Responder responder) {
    loops = new MultiThreadIoEventLoopGroup(1, daemon(name + "-net"), NioIoHandler.newFactory());
    // Bounded by connections and by requests under way on each.
    int queue = MAX_CONNECTIONS * ConnectionHandler.MAX_UNDER_WAY;
    workers =
        new ThreadPoolExecutor(
            WORKERS,
            WORKERS,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(queue),
            daemon(name + "-worker"));
    workers.allowCoreThreadTimeOut(true);
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    if (connections.size() >= MAX_CONNECTIONS) {
                      channel.close();
                      return;
                    }
                    connections.add(channel);
                    channel
                        .pipeline()
                        .addLast(tls.newHandler(channel.alloc()))
                        .addLast(new IdleStateHandler(IDLE_SECONDS, 0, 0))
                        .addLast(new FrameDecoder(FRAME_TIMEOUT_MS))
                        .addLast(new ConnectionHandler(responder, workers));
                  }
                });
    try {
      listener = bootstrap.bind(address).syncUninterruptibly().channel();
    } catch (RuntimeException cannotBind) {
      loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
      workers.shutdownNow();
      throw cannotBind;
    }
  }

  private static java.util.concurrent.ThreadFactory daemon(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  /** Where clients connect. */
  public InetSocketAddress address() {
    return (InetSocketAddress) listener.localAddress();
  }

  /** Stops listening, ends all connections and waits for the threads. */
  @Override
  public void close() {
    listener.close().syncUninterruptibly();
    connections.close().awaitUninterruptibly();
    workers.shutdown();
    try {
      // Workers read storage that the caller closes next: none may be left behind.
      while (!workers.awaitTermination(1, TimeUnit.SECONDS)) {
        workers.getQueue().clear();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
  }
}
