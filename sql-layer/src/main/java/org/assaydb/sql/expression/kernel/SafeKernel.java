package org.assaydb.sql.expression.kernel;

/** A kernel that has a result for all values. */
@FunctionalInterface
public interface SafeKernel extends Kernel {
  @Override
  default boolean canFail() {
    return false;
  }
}
