package org.assaydb.jdbc;

import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.assaydb.proofs.SqlStates;
import org.jspecify.annotations.Nullable;

/**
 * A parsed URL: {@code jdbc:assay://host1:port1,host2:port2/?property=value&...} or {@code
 * jdbc:assay:embedded:DIR?property=value&...}. Values are percent-decoded; the driver's properties
 * argument overrides the URL; {@code user} and {@code password} are ignored, everything else that
 * is unknown is refused.
 *
 * @param endpoints unresolved; empty for an embedded cluster
 * @param embedded directory of an embedded cluster, null for remote replicas
 */
record ConnectionUrl(
    List<InetSocketAddress> endpoints,
    @Nullable Path embedded,
    Map<DriverProperty, String> properties) {
  static final String PREFIX = "jdbc:assay:";
  static final int DEFAULT_PORT = 7450;

  private static final String EMBEDDED = "embedded:";

  static boolean accepts(@Nullable String url) {
    return url != null && url.startsWith(PREFIX);
  }

  static ConnectionUrl parse(String url, Properties given) throws SQLException {
    String rest = url.substring(PREFIX.length());
    int question = rest.indexOf('?');
    String target = question < 0 ? rest : rest.substring(0, question);
    Map<DriverProperty, String> properties = new EnumMap<>(DriverProperty.class);
    if (question >= 0) {
      parseQuery(rest.substring(question + 1), properties);
    }
    for (String name : given.stringPropertyNames()) {
      put(properties, name, given.getProperty(name));
    }
    if (target.startsWith(EMBEDDED)) {
      return new ConnectionUrl(List.of(), directory(target), properties);
    }
    if (!target.startsWith("//")) {
      throw new SQLException(
          "URL needs jdbc:assay://host:port/ or jdbc:assay:embedded:", SqlStates.CANNOT_CONNECT);
    }
    return new ConnectionUrl(parseHosts(target.substring(2)), null, properties);
  }

  private static Path directory(String target) throws SQLException {
    String text = decode(target.substring(EMBEDDED.length()));
    if (text.isBlank()) {
      throw new SQLException("an embedded URL needs a directory", SqlStates.CANNOT_CONNECT);
    }
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new SQLException("not a directory: " + text, SqlStates.CANNOT_CONNECT, e);
    }
  }

  private static void parseQuery(String query, Map<DriverProperty, String> out)
      throws SQLException {
    for (String pair : query.split("&", -1)) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      if (equals < 0) {
        throw new SQLException("property without a value: " + pair, SqlStates.CANNOT_CONNECT);
      }
      DriverProperty previous =
          put(out, decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
      if (previous != null) {
        throw new SQLException("doubled property: " + previous.key(), SqlStates.CANNOT_CONNECT);
      }
    }
  }

  /** The property if it was there already. */
  private static @Nullable DriverProperty put(
      Map<DriverProperty, String> out, String name, String value) throws SQLException {
    DriverProperty property = DriverProperty.of(name);
    if (property == null) {
      if (name.equals("user") || name.equals("password")) {
        return null;
      }
      throw new SQLException("unknown property: " + name, SqlStates.CANNOT_CONNECT);
    }
    return out.put(property, value) == null ? null : property;
  }

  private static List<InetSocketAddress> parseHosts(String text) throws SQLException {
    int slash = text.indexOf('/');
    String hosts = slash < 0 ? text : text.substring(0, slash);
    List<InetSocketAddress> out = new ArrayList<>();
    for (String host : hosts.split(",", -1)) {
      out.add(parseHost(host.strip()));
    }
    return out;
  }

  private static InetSocketAddress parseHost(String text) throws SQLException {
    int bracket = text.indexOf(']');
    int colon = text.indexOf(':', Math.max(0, bracket));
    String name = colon < 0 ? text : text.substring(0, colon);
    if (name.startsWith("[") && name.endsWith("]")) {
      name = name.substring(1, name.length() - 1);
    }
    if (name.isEmpty()) {
      throw new SQLException("URL names no host", SqlStates.CANNOT_CONNECT);
    }
    int port = DEFAULT_PORT;
    if (colon >= 0) {
      port = (int) number("port", text.substring(colon + 1), 1, 65_535);
    }
    return InetSocketAddress.createUnresolved(name, port);
  }

  private static long number(String what, String text, long min, long max) throws SQLException {
    try {
      long value = Long.parseLong(text.strip());
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw new SQLException(what + " is no number: " + text, SqlStates.CANNOT_CONNECT, e);
    }
    throw new SQLException(what + " is out of range: " + text, SqlStates.CANNOT_CONNECT);
  }

  private static String decode(String text) throws SQLException {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new SQLException("bad percent escape in the URL", SqlStates.CANNOT_CONNECT, e);
    }
  }

  @Nullable String text(DriverProperty property) {
    return properties.getOrDefault(property, property.defaultValue());
  }

  /** A non-negative number. */
  long number(DriverProperty property) throws SQLException {
    String text = text(property);
    return number(property.key(), text == null ? "0" : text, 0, Long.MAX_VALUE);
  }

  @Nullable Path path(DriverProperty property) throws SQLException {
    String text = properties.get(property);
    try {
      return text == null ? null : Path.of(text);
    } catch (InvalidPathException e) {
      throw new SQLException(property.key() + " is no path: " + text, SqlStates.CANNOT_CONNECT, e);
    }
  }
}
