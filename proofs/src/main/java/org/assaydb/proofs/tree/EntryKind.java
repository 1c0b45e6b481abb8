package org.assaydb.proofs.tree;

import org.assaydb.proofs.VerificationException;

/** Operation of an entry together with its change of the live count. */
public enum EntryKind {
  /** A row that was not there: PUT, +1. */
  INSERT(1, 1),
  /** A row that was there: PUT, 0. */
  UPDATE(2, 0),
  /** The row is gone: DELETE, -1; no values. */
  DELETE(3, -1),
  /**
   * An UPDATE whose earlier versions were moved to the history: PUT, +1, with the whole sums of the
   * row as deltas. So counts and sums add up over the entries that stayed.
   */
  KEPT(4, 1);

  private static final EntryKind[] BY_CODE = {INSERT, UPDATE, DELETE, KEPT};

  private final int code;
  private final int liveDelta;

  EntryKind(int code, int liveDelta) {
    this.code = code;
    this.liveDelta = liveDelta;
  }

  public int code() {
    return code;
  }

  public int liveDelta() {
    return liveDelta;
  }

  public boolean isPut() {
    return this != DELETE;
  }

  /** The kind with this change of the live count. */
  public static EntryKind ofDelta(int liveDelta) {
    return switch (liveDelta) {
      case 1 -> INSERT;
      case 0 -> UPDATE;
      case -1 -> DELETE;
      default -> throw VerificationException.malformed("live count of one entry");
    };
  }

  /** The operation that wrote the entry: UPDATE for KEPT. */
  public EntryKind written() {
    return this == KEPT ? UPDATE : this;
  }

  public static EntryKind of(int code) {
    if (code < 1 || code > BY_CODE.length) {
      throw VerificationException.malformed("entry kind " + code);
    }
    return BY_CODE[code - 1];
  }
}
