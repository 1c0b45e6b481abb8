package org.assaydb.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionUrlTest {
  @Test
  void parsesHostsPortsAndProperties() throws SQLException {
    ConnectionUrl url =
        ConnectionUrl.parse(
            "jdbc:assay://h1:10,[::1]:11,h3/?maxStaleness=5&tlsCa=%2Fa%20b", new Properties());
    assertThat(url.endpoints())
        .extracting(e -> e.getHostString() + "/" + e.getPort())
        .containsExactly("h1/10", "::1/11", "h3/" + ConnectionUrl.DEFAULT_PORT);
    assertThat(url.number(DriverProperty.MAX_STALENESS_MS)).isEqualTo(5);
    assertThat(url.path(DriverProperty.TLS_CA)).isEqualTo(Path.of("/a b"));
  }

  @Test
  void propertiesOverrideTheUrl() throws SQLException {
    Properties given = new Properties();
    given.setProperty("replicas", "7");
    given.setProperty("user", "ignored");
    ConnectionUrl url = ConnectionUrl.parse("jdbc:assay:embedded:dir?replicas=4", given);
    assertThat(url.embedded()).isEqualTo(Path.of("dir"));
    assertThat(url.number(DriverProperty.REPLICAS)).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:assay://h:1/?verify=none",
        "jdbc:assay://h:1/?socketFactory=com.example.Evil",
        "jdbc:assay://h:0/",
        "jdbc:assay://h:x/",
        "jdbc:assay:///",
        "jdbc:assay:file",
        "jdbc:assay:embedded:",
        "jdbc:assay://h:1/?replicas=4&replicas=5",
        "jdbc:assay://h:1/?replicas",
        "jdbc:assay://h:1/?tlsCa=%zz"
      })
  void refusesWhatItDoesNotKnow(String url) {
    assertThatThrownBy(() -> ConnectionUrl.parse(url, new Properties()))
        .isInstanceOf(SQLException.class);
  }
}
