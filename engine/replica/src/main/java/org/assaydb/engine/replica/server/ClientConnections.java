package org.assaydb.engine.replica.server;

import io.netty.channel.Channel;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The open connections. When there are as many as may be, the address that has most of them gives
 * up the one that was quiet longest: silent connections keep out nobody. Thread safe.
 */
final class ClientConnections {
  /** One of them. */
  interface Connection {
    Channel channel();

    InetAddress client();

    /** Whether no request of it is under way. */
    boolean isIdle();

    /** Of {@link System#nanoTime}. */
    long quietSinceNanos();
  }

  private final int most;
  private final List<Connection> open = new ArrayList<>();

  ClientConnections(int most) {
    this.most = most;
  }

  /** Takes a new one, in the place of another where there is none free; false when it may not. */
  boolean admit(Connection connection) {
    Connection leaves;
    synchronized (this) {
      leaves = open.size() < most ? null : leaving(connection.client());
      if (open.size() >= most && leaves == null) {
        return false;
      }
      open.remove(leaves);
      open.add(connection);
    }
    if (leaves != null) {
      leaves.channel().close();
    }
    return true;
  }

  private @Nullable Connection leaving(InetAddress newcomer) {
    Map<InetAddress, Integer> counts = new HashMap<>(Map.of(newcomer, 1));
    int greatest = 1;
    for (Connection connection : open) {
      greatest = Math.max(greatest, counts.merge(connection.client(), 1, Integer::sum));
    }
    Connection quietest = null;
    for (Connection connection : open) {
      if (counts.getOrDefault(connection.client(), 0) == greatest
          && connection.isIdle()
          && (quietest == null || connection.quietSinceNanos() - quietest.quietSinceNanos() < 0)) {
        quietest = connection;
      }
    }
    return quietest;
  }

  synchronized void remove(Connection connection) {
    open.remove(connection);
  }

  synchronized int size() {
    return open.size();
  }

  /** Ends all and returns when they are closed. */
  void close() {
    List<Connection> all;
    synchronized (this) {
      all = List.copyOf(open);
    }
    all.forEach(c -> c.channel().close().awaitUninterruptibly());
  }
}
