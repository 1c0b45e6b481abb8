package org.assaydb.ads;

/** Number under which the body of a run stands: another one once the body was written anew. */
final class RunNumber {
  private volatile long value;

  RunNumber(long value) {
    this.value = value;
  }

  long value() {
    return value;
  }

  void set(long newValue) {
    value = newValue;
  }
}
