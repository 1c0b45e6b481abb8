package org.assaydb.ads;

/** A read that cannot come in parts opens more than one answer can hold. */
public final class ReadTooLargeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ReadTooLargeException() {
    super("the read opens too much for one answer: narrow its ranges or keys");
  }
}
