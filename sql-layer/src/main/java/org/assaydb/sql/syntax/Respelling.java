package org.assaydb.sql.syntax;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.sql.SqlNode;
import org.assaydb.sql.syntax.DdlLexer.Token;

/**
 * A statement as Calcite's parser is to read it: what replaces some of its tokens, and which places
 * stand for more than that parser sees. Text in strings, comments and quoted names stays as it is.
 */
final class Respelling {
  private record Edit(int from, int to, String by) {}

  private record Place(int line, int column) {}

  private final String sql;
  private final List<Token> tokens;
  private final List<Edit> edits = new ArrayList<>();
  private final Set<Integer> marks = new TreeSet<>();
  private final Set<Place> places = new HashSet<>();

  private Respelling(String sql) {
    this.sql = sql;
    tokens = DdlLexer.tokens(sql);
  }

  /** All that the grammar lacks and that is spelled in other words. */
  static Respelling of(String sql) {
    Respelling text = new Respelling(sql);
    HistorySyntax.respell(text);
    DefaultAssignments.respell(text);
    FetchClauses.respell(text);
    GroupFrames.respell(text);
    Collations.respell(text);
    ReservedCalls.respell(text);
    MomentLiterals.respell(text);
    PatternOperators.respell(text);
    return text;
  }

  String sql() {
    return sql;
  }

  int size() {
    return tokens.size();
  }

  /** A token; the end for numbers beyond it. */
  Token token(int number) {
    return tokens.get(Math.min(number, tokens.size() - 1));
  }

  /** Edits do not overlap. */
  void replace(int from, int to, String by) {
    edits.add(new Edit(from, to, by));
  }

  /** Marks what will stand at an offset of the text as it is now, insertions there included. */
  void mark(int offset) {
    marks.add(offset);
  }

  /** The new text; after it {@link #isMarked} answers. */
  String text() {
    edits.sort(Comparator.comparingInt(Edit::from));
    StringBuilder out = new StringBuilder();
    int copied = 0;
    List<Integer> marked = new ArrayList<>();
    List<Integer> open = new ArrayList<>(marks);
    for (Edit edit : edits) {
      while (!open.isEmpty() && open.get(0) <= edit.from()) {
        marked.add(out.length() + open.remove(0) - copied);
      }
      out.append(sql, copied, edit.from()).append(edit.by());
      copied = edit.to();
    }
    for (int offset : open) {
      marked.add(out.length() + offset - copied);
    }
    String text = out.append(sql, copied, sql.length()).toString();
    marked.forEach(offset -> places.add(place(text, offset)));
    return text;
  }

  boolean hasMarks() {
    return !marks.isEmpty();
  }

  /** Whether a node begins at a marked place. */
  boolean isMarked(SqlNode node) {
    var position = node.getParserPosition();
    return places.contains(new Place(position.getLineNum(), position.getColumnNum()));
  }

  /** As the parser counts lines and columns: from 1, a line ends with CR, LF or both. */
  private static Place place(String text, int offset) {
    int line = 1;
    int start = 0;
    for (int i = 0; i < offset; i++) {
      char c = text.charAt(i);
      if (c == '\n' || c == '\r' && text.charAt(i + 1) != '\n') {
        line++;
        start = i + 1;
      }
    }
    return new Place(line, offset - start + 1);
  }
}
