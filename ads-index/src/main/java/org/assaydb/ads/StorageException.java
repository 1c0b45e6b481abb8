package org.assaydb.ads;

/**
 * The replica's own disk failed or holds what it should not. It stops the replica, or the damaged
 * part is repaired from peers; it never turns into an answer.
 */
public final class StorageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What kind of trouble it is. */
  public enum Category {
    /** Bytes that fail their digest or cannot be decoded, or a value that must exist does not. */
    CORRUPTION,
    /** The disk or the database did not serve the request. */
    UNAVAILABLE
  }

  private final Category category;

  public StorageException(Category category, String message) {
    super(category + ": " + message);
    this.category = category;
  }

  public StorageException(Category category, String message, Throwable cause) {
    super(category + ": " + message, cause);
    this.category = category;
  }

  public Category category() {
    return category;
  }

  static StorageException corrupt(String message) {
    return new StorageException(Category.CORRUPTION, message);
  }

  static StorageException unavailable(String message, Throwable cause) {
    return new StorageException(Category.UNAVAILABLE, message, cause);
  }
}
