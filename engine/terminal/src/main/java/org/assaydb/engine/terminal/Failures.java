package org.assaydb.engine.terminal;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Prints what went wrong in one line; the stack trace only when {@code --debug} asks for it. */
public final class Failures implements IExecutionExceptionHandler {
  /** Name of the option. */
  public static final String DEBUG = "--debug";

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine commandLine, @Nullable ParseResult result) {
    PrintWriter err = commandLine.getErr();
    err.println(commandLine.getColorScheme().errorText("assay: " + describe(failure)));
    if (result != null && result.originalArgs().contains(DEBUG)) {
      failure.printStackTrace(err);
    }
    err.flush();
    return commandLine.getCommandSpec().exitCodeOnExecutionException();
  }

  /** One line for a person: SQLSTATE where there is one, and the causes that say more. */
  public static String describe(Throwable failure) {
    StringBuilder text = new StringBuilder(own(failure));
    if (failure instanceof SQLException) {
      return text.toString(); // the driver's messages say it all
    }
    Throwable cause = failure.getCause();
    for (int depth = 0; cause != null && depth < 8; depth++) {
      String more = own(cause);
      if (text.indexOf(more) < 0) {
        text.append(": ").append(more);
      }
      cause = cause.getCause();
    }
    return text.toString();
  }

  private static String own(Throwable failure) {
    String message = failure.getMessage() == null ? "" : failure.getMessage().strip();
    if (failure instanceof SQLException sql && sql.getSQLState() != null) {
      return message + " [SQLSTATE " + sql.getSQLState() + "]";
    }
    if (failure instanceof NoSuchFileException) {
      return "no such file: " + message;
    }
    if (isForPeople(failure) && !message.isEmpty()) {
      return message;
    }
    String name = failure.getClass().getSimpleName();
    return message.isEmpty() ? name : name + ": " + message;
  }

  /** Whether a message says what is wrong without the name of its class. */
  private static boolean isForPeople(Throwable failure) {
    return failure instanceof IOException
        || failure instanceof SQLException
        || failure instanceof IllegalArgumentException
        || failure.getClass().getName().startsWith("org.assaydb.");
  }
}
