package org.assaydb.sql.function;

import org.junit.jupiter.api.Test;

class PatternFunctionsTest {
  @Test
  void matchesLike() {
    Expected.values(
        """
        'abc' LIKE 'a%' => true
        'abc' LIKE '%c' => true
        'abc' LIKE '%b%' => true
        'abc' LIKE 'abc' => true
        'abc' LIKE 'ab' => false
        'ab' LIKE 'a%b%' => true
        'a' LIKE 'a%a' => false
        'aXbXc' LIKE 'a_b_c' => true
        'é😀' LIKE '__' => true
        '' LIKE '%' => true
        '' LIKE '' => true
        '' LIKE '_' => false
        'aabab' LIKE '%b_b' => true
        'abc' NOT LIKE 'a_c' => false
        'a%c' LIKE 'a\\%c' => true
        'abc' LIKE 'a\\%c' => false
        'a%c' LIKE 'a!%c' ESCAPE '!' => true
        'a\\c' LIKE 'a\\c' ESCAPE '' => true
        'abc' LIKE 'ab\\' => !22025
        'abc' LIKE 'abc' ESCAPE 'xy' => !22025
        'abc' LIKE NULL => NULL
        'ÉA' ILIKE 'é_' => true
        'ABC' NOT ILIKE 'x%' => true""");
  }

  @Test
  void matchesSimilar() {
    Expected.values(
        """
        'abc' SIMILAR TO 'a.c' => false
        'a.c' SIMILAR TO 'a.c' => true
        'abc' SIMILAR TO 'abc' => true
        'abc' SIMILAR TO 'a' => false
        'abc' SIMILAR TO '%(b|d)%' => true
        'abc' SIMILAR TO '(b|c)%' => false
        'a' SIMILAR TO 'a|b' => true
        'ab' SIMILAR TO 'a|b' => false
        'aab' SIMILAR TO 'a{1,2}b' => true
        'a{' SIMILAR TO 'a\\{' => true
        'a^$' SIMILAR TO 'a^$' => true
        '\\' SIMILAR TO '\\\\' => true
        'b' SIMILAR TO '[^a]' => true
        ']' SIMILAR TO '[]]' => true
        'A' SIMILAR TO '(?i)a' => !2201B
        'a' SIMILAR TO '(a' => !2201B
        'a' SIMILAR TO 'a{x}' => !2201B
        'ab' SIMILAR TO 'a#_' ESCAPE '#' => false
        'abc' NOT SIMILAR TO 'a[b-c]+' => false""");
  }

  @Test
  void replacesAndFindsByRegularExpressions() {
    Expected.values(
        """
        REGEXP_REPLACE('foobar', 'o', 'X') => fXobar
        REGEXP_REPLACE('foobar', '(o)', '<\\1\\&>', 'g') => f<oo><oo>bar
        REGEXP_REPLACE('abc', 'B', 'x', 'i') => axc
        REGEXP_REPLACE('abc', 'b', '\\\\') => a\\c
        REGEXP_REPLACE('abc', 'z*', '-', 'g') => -a-b-c-
        REGEXP_LIKE('abc', 'B', 'i') => true
        REGEXP_LIKE('abc', '^b') => false
        REGEXP_SUBSTR('abc12', '\\d+') => 12
        REGEXP_SUBSTR('abc', '\\d+') => NULL
        REGEXP_COUNT('aXbXc', 'X') => 2
        REGEXP_LIKE('a', '(') => !2201B
        REGEXP_LIKE('a', '(a)\\1') => !2201B
        REGEXP_LIKE('a', 'a', 'q') => !22023""");
  }

  @Test
  void boundsTheCostOfPatterns() {
    String nested = "(".repeat(3) + "a{100}" + "){100}){100})";
    Expected.values("REGEXP_LIKE('a', '" + nested + "') => !2201B");
    Expected.values("REGEXP_LIKE('a', '" + "(".repeat(200) + ")".repeat(200) + "') => !2201B");
    Expected.values("REGEXP_LIKE('a', '" + "a".repeat(5000) + "') => !2201B");
    Expected.values("REGEXP_LIKE('aaaa', '(a|aa)+$') => true");
  }
}
