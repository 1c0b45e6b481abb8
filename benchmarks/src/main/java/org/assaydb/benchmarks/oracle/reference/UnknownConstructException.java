package org.assaydb.benchmarks.oracle.reference;

/** The interpreter does not know a construct; such statements are counted by its name. */
public final class UnknownConstructException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnknownConstructException(String construct) {
    super(construct);
  }
}
