package org.assaydb.engine.replica;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Resources opened so far; closes them in reverse order unless {@link #keep} was called. */
final class Opened implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Opened.class);

  private final Deque<Runnable> resources = new ArrayDeque<>();

  <T> T add(T resource, Consumer<T> close) {
    resources.push(() -> close.accept(resource));
    return resource;
  }

  /** The caller owns the resources from now on. */
  void keep() {
    resources.clear();
  }

  @Override
  public void close() {
    while (!resources.isEmpty()) {
      try {
        resources.pop().run();
      } catch (RuntimeException e) { // the failure that led here is under way already
        LOG.warn("closing after a failure", e);
      }
    }
  }
}
