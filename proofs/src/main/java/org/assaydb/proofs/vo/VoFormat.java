package org.assaydb.proofs.vo;

/**
 * The numbers of a verification object, for who writes it and who checks it; field table: {@code
 * docs/formats/verification-object.md}.
 */
public final class VoFormat {
  /** First byte of an object. */
  public static final int FORMAT = 1;

  /** First byte of a node: digest and summary only. */
  public static final int OPAQUE = 0;

  /** First byte of a node whose children follow. */
  public static final int SPLIT = 1;

  /** First byte of a chunk or prefix that is shown. */
  public static final int SHOWN = 2;

  /**
   * First byte of a row that is shown by key; rows and chunks never stand in each other's place.
   */
  public static final int KEY_ROW = 2;

  /** First byte of a row that is shown in full. */
  public static final int FULL_ROW = 3;

  private VoFormat() {}
}
