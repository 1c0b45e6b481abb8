package org.assaydb.ads;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A key's first eight bytes as an unsigned number, zeros behind a shorter one. Where two differ
 * they order their keys; where they are equal the keys have to be compared.
 */
final class KeyStart {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private KeyStart() {}

  /** Of the key {@code bytes[from, to)}. */
  static long of(byte[] bytes, int from, int to) {
    if (to - from >= Long.BYTES) {
      return (long) LONGS.get(bytes, from);
    }
    long start = 0;
    for (int i = from; i < to; i++) {
      start |= (bytes[i] & 0xffL) << (56 - 8 * (i - from));
    }
    return start;
  }
}
