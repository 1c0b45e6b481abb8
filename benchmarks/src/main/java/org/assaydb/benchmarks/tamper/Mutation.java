package org.assaydb.benchmarks.tamper;

/** Ways to change a verification object. */
enum Mutation {
  FLIP_BIT,
  SET_BYTES,
  DROP,
  DOUBLE,
  SWAP,
  MOVE,
  TRUNCATE,
  APPEND,
  /** A number that steers the decoder: one more or less, overlong, huge. */
  NUMBER,
  /** Two digests, keys or values of the object itself change places. */
  SWAP_CONTENT,
  /** A digest, key or value of another object. */
  FOREIGN_CONTENT,
  /** The front of the object and the back of another one. */
  SPLICE,
  /** A section of another object in the place of one of this. */
  FOREIGN_SECTION
}
