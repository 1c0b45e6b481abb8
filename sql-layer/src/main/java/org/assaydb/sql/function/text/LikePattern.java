package org.assaydb.sql.function.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.SqlLayerException;

/**
 * A pattern of LIKE: {@code %} for any characters, {@code _} for one, all others for themselves,
 * and so these two behind the escape character. The segments between the {@code %} are looked for
 * from left to right, each at the first place where it fits: a later place could only leave less
 * for the others. Time is linear in the text for segments without {@code _}, and grows with a 64th
 * of the segment's length for the others. Immutable.
 */
public final class LikePattern {
  private final List<LikeSegment> segments;
  private final boolean openStart;
  private final boolean openEnd;

  private LikePattern(List<LikeSegment> segments, boolean openStart, boolean openEnd) {
    this.segments = segments;
    this.openStart = openStart;
    this.openEnd = openEnd;
  }

  /**
   * The one character that an ESCAPE clause gives; -1 for none, when it is empty.
   *
   * @throws SqlLayerException 22025 when there are more
   */
  public static int escape(String text) {
    if (text.codePointCount(0, text.length()) > 1) {
      throw new SqlLayerException(
          SqlStates.INVALID_ESCAPE, "'" + text + "' is no escape character");
    }
    return text.isEmpty() ? -1 : text.codePointAt(0);
  }

  /**
   * @param escape as a code point; -1 for none
   * @throws SqlLayerException 22025 when the pattern ends with the escape character
   */
  public static LikePattern of(String pattern, int escape) {
    int[] points = pattern.codePoints().toArray();
    List<LikeSegment> segments = new ArrayList<>();
    int[] segment = new int[points.length];
    int length = 0;
    int percents = 0;
    boolean lastIsPercent = false;
    for (int i = 0; i < points.length; i++) {
      lastIsPercent = points[i] == '%' && points[i] != escape;
      if (lastIsPercent) {
        percents++;
        if (length > 0 || percents == 1) {
          segments.add(new LikeSegment(Arrays.copyOf(segment, length)));
        }
        length = 0;
      } else if (points[i] == escape) {
        if (++i == points.length) {
          throw new SqlLayerException(
              SqlStates.INVALID_ESCAPE, "the LIKE pattern ends with its escape character");
        }
        segment[length++] = points[i];
      } else {
        segment[length++] = points[i] == '_' ? LikeSegment.ANY : points[i];
      }
    }
    if (length > 0 || percents == 0) {
      segments.add(new LikeSegment(Arrays.copyOf(segment, length)));
    }
    // The first segment is anchored; an empty one before a leading % anchors nothing.
    boolean open = percents > 0 && segments.get(0).isEmpty();
    return new LikePattern(
        open ? segments.subList(1, segments.size()) : segments, open, lastIsPercent);
  }

  public boolean matches(byte[] bytes, int from, int to) {
    int place = from;
    int first = 0;
    int last = segments.size();
    if (!openStart) {
      place = segments.get(0).matchAt(bytes, from, to);
      if (place < 0) {
        return false;
      }
      first = 1;
    }
    int end = to;
    if (!openEnd) {
      if (first == last) {
        return place == to && !openStart;
      }
      last--;
      end = segments.get(last).startBefore(bytes, place, to);
      if (end < 0) {
        return false;
      }
    }
    for (int i = first; i < last; i++) {
      place = segments.get(i).findEnd(bytes, place, end);
      if (place < 0) {
        return false;
      }
    }
    return true;
  }
}
