package org.assaydb.benchmarks.synthea;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.assaydb.benchmarks.resource.Resource;

/** Where the CSV text of a table comes from. */
public interface CsvTables {
  /** Opens the text of a table (with its header line); empty when there is none. */
  Optional<Reader> open(String table) throws IOException;

  /** The bundled sample, decompressed into memory once (about 22 MB). */
  static CsvTables sample() throws IOException {
    Map<String, byte[]> files = new HashMap<>();
    try (ZipInputStream zip = new ZipInputStream(Resource.open("/synthea/sample.zip"))) {
      for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
        files.put(e.getName(), zip.readAllBytes());
      }
    }
    return table ->
        Optional.ofNullable(files.get(table + ".csv"))
            .map(b -> new InputStreamReader(new ByteArrayInputStream(b), StandardCharsets.UTF_8))
            .map(BufferedReader::new);
  }

  /** Files {@code <table>.csv} in a directory. */
  static CsvTables directory(Path directory) {
    return table -> {
      Path file = directory.resolve(table + ".csv");
      return Files.isReadable(file) ? Optional.of(Files.newBufferedReader(file)) : Optional.empty();
    };
  }

  /** The first rows of each table only. */
  default CsvTables firstRows(int rows) {
    return table -> {
      Optional<Reader> text = open(table);
      if (text.isEmpty()) {
        return text;
      }
      try (BufferedReader lines = new BufferedReader(text.get())) {
        return Optional.of(
            new StringReader(lines.lines().limit(rows + 1L).collect(Collectors.joining("\n"))));
      }
    };
  }

  /** Counts the lines after the header; fields of Synthea hold no line breaks. */
  default long countRows(String table) throws IOException {
    Optional<Reader> text = open(table);
    if (text.isEmpty()) {
      return 0;
    }
    try (BufferedReader reader = new BufferedReader(text.get())) {
      long lines = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines += line.isEmpty() ? 0 : 1;
      }
      return Math.max(0, lines - 1);
    }
  }
}
