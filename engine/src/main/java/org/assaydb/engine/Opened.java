package org.assaydb.engine;

import java.util.ArrayDeque;
import java.util.Deque;

/** Resources opened so far; closes them in reverse order unless {@link #keep} was called. */
final class Opened implements AutoCloseable {
  private final Deque<AutoCloseable> resources = new ArrayDeque<>();

  <T extends AutoCloseable> T add(T resource) {
    resources.push(resource);
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
        resources.pop().close();
      } catch (Exception e) { // a thread root of sorts: the first failure is already under way
        org.slf4j.LoggerFactory.getLogger(Opened.class).warn("closing after a failure", e);
      }
    }
  }
}
