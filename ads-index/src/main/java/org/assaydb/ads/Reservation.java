package org.assaydb.ads;

/** Memory that a read asks for while it goes on. */
@FunctionalInterface
public interface Reservation {
  /**
   * Holds at least so many bytes for the request, those of before included. Called often, also with
   * less than it holds.
   *
   * @throws RuntimeException of the caller's choice when there are not so many: the read ends
   */
  void upTo(long bytes);
}
