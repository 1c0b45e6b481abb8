package org.assaydb.sql.execution;

import org.assaydb.proofs.SqlStates;
import org.assaydb.proofs.VerificationException;
import org.assaydb.sql.SqlLayerException;

/** Failures of a run as errors of the statement; a JVM that has no room left ends it too. */
final class RunErrors {
  private RunErrors() {}

  static RuntimeException of(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SqlLayerException || cause instanceof VerificationException) {
        return (RuntimeException) cause;
      }
    }
    if (failure instanceof StackOverflowError) {
      return new SqlLayerException(
          SqlStates.TOO_COMPLEX, "the statement is nested too deeply", failure);
    }
    if (failure instanceof OutOfMemoryError) {
      return new SqlLayerException(
          SqlStates.OUT_OF_MEMORY, "the statement needs more memory than there is", failure);
    }
    if (failure instanceof VirtualMachineError error) {
      throw error;
    }
    // What a read threw passes as it is: the driver knows its kinds.
    return failure instanceof RuntimeException exception
        ? exception
        : new SqlLayerException(SqlStates.INTERNAL, String.valueOf(failure), failure);
  }
}
