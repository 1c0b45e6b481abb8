package org.assaydb.ads;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes of the engine's own key-values, applied in order and in one write with the state of
 * {@link IndexStore#commit}. Keys and values are not copied. Not thread safe.
 */
public final class StoreBatch {
  /** One change; a null value deletes. */
  record Change(byte[] key, byte @Nullable [] value) {}

  private final List<Change> changes = new ArrayList<>();

  public StoreBatch put(byte[] key, byte[] value) {
    changes.add(new Change(key, value));
    return this;
  }

  public StoreBatch delete(byte[] key) {
    changes.add(new Change(key, null));
    return this;
  }

  List<Change> changes() {
    return changes;
  }
}
