package org.assaydb.sql.function;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextFunctionsTest {
  @Test
  void measuresCharactersNotUnits() {
    Expected.values(
        """
        CHAR_LENGTH('häß😀') => 4
        CHARACTER_LENGTH('') => 0
        LENGTH('日本') => 2
        LENGTH(X'010203') => 3
        OCTET_LENGTH('é日') => 5
        OCTET_LENGTH(CAST('ab' AS CHAR(5))) => 5
        POSITION('😀' IN 'aé😀') => 3
        POSITION('' IN 'abc') => 1
        STRPOS('abc', 'x') => 0
        ASCII('😀') => 128512
        ASCII('') => 0
        STARTS_WITH('abc', 'ab') => true
        STARTS_WITH('a', 'ab') => false""");
  }

  @Test
  void concatenates() {
    Expected.values(
        """
        'a' || 'bc' => abc
        'a' || 5 => a5
        'a' || NULL => NULL
        X'01' || X'0203' => 010203
        CONCAT('a', NULL, 5) => a5
        CONCAT(NULL, NULL) =>\s
        CONCAT_WS('-', 'a', NULL, 'b') => a-b
        CONCAT_WS('-', NULL, 'b') => b
        CONCAT_WS(NULL, 'a', 'b') => NULL
        1 || 2 => !validation""");
  }

  @Test
  void mapsCaseByItsOwnTable() {
    Expected.values(
        """
        UPPER('straße é ÿ ł я ω') => STRAßE É Ÿ Ł Я Ω
        LOWER('ÀÉŁЯΣ') => àéłяσ
        LOWER('Ⅷ') => Ⅷ
        INITCAP('hello wORLD-foo éa 3x') => Hello World-Foo Éa 3x""");
    assertThat(Calls.typeOf("UPPER(CAST('a' AS CHAR(3)))")).startsWith("VARCHAR(3)");
  }

  @Test
  void takesPartsByTheStandardsRules() {
    Expected.values(
        """
        SUBSTRING('hello' FROM 2 FOR 3) => ell
        SUBSTRING('hello' FROM -1 FOR 3) => h
        SUBSTRING('hello' FROM 0) => hello
        SUBSTRING('hello' FROM 9) =>\s
        SUBSTRING('hello' FROM 2 FOR 2147483647) => ello
        SUBSTRING('hello' FROM 2 FOR -1) => !22011
        SUBSTRING('😀é' FROM 2 FOR 1) => é
        SUBSTRING(X'010203' FROM 2 FOR 1) => 02
        SUBSTRING('foobar' FROM 'o(.)b') => o
        SUBSTRING('foobar' FROM 'z') => NULL
        LEFT('hello', -2) => hel
        LEFT('é', 5) => é
        RIGHT('hello', -2) => llo
        RIGHT('hello', 0) =>\s
        SPLIT_PART('a,b,c', ',', 2) => b
        SPLIT_PART('a,b,c', ',', -1) => c
        SPLIT_PART('a,b,c', ',', 4) =>\s
        SPLIT_PART('abc', '', 1) => abc
        SPLIT_PART('abc', ',', 0) => !22023""");
  }

  @Test
  void trimsSetsOfCharacters() {
    Expected.values(
        """
        TRIM('  a ') => a
        TRIM(BOTH 'xy' FROM 'xyaxbyx') => axb
        TRIM(LEADING FROM '  a ') => a·
        TRIM(TRAILING 'é' FROM 'aéé') => a
        TRIM(BOTH '' FROM 'a') => a
        LTRIM('xxa', 'x') => a
        RTRIM('  ') =>\s
        BTRIM('xxaxx', 'x') => a""");
  }

  @Test
  void fillsAndReplaces() {
    Expected.values(
        """
        LPAD('hi', 5, 'xy') => xyxhi
        LPAD('hello', 2) => he
        LPAD('hi', -1) =>\s
        LPAD('hi', 5, '') => hi
        RPAD('hi', 4, '😀') => hi😀😀
        RPAD('hi', 4) => hi··
        LPAD('a', 2000000000) => !54000
        REPEAT('ab', 3) => ababab
        REPEAT('ab', -3) =>\s
        REPEAT('ab', 2000000000) => !54000
        REPLACE('abcabc', 'b', 'XX') => aXXcaXXc
        REPLACE('abc', '', 'x') => abc
        REVERSE('a😀b') => b😀a
        TRANSLATE('12345', '143', 'ax') => a2x5
        OVERLAY('Txxxxas' PLACING 'hom' FROM 2 FOR 4) => Thomas
        OVERLAY('abcdef' PLACING 'zz' FROM 3) => abzzef
        OVERLAY('abc' PLACING 'z' FROM 0) => !22011
        CHR(128512) => 😀
        CHR(0) => !54000
        CHR(55296) => !54000
        CHR(-1) => !22023
        TO_HEX(-1) => ffffffff
        TO_HEX(CAST(-1 AS BIGINT)) => ffffffffffffffff
        MD5('abc') => 900150983cd24fb0d6963f7d28e17f72
        SHA256('abc') => ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad""");
  }

  @Test
  void refusesArgumentsOfOtherKinds() {
    Expected.values(
        """
        UPPER(5) => !validation
        SUBSTRING(5 FROM 1) => !validation
        LPAD('a', 'b') => !validation
        UPPER() => !validation""");
  }

  @Test
  void givesNullForNull() {
    Expected.values(
        """
        UPPER(NULL) => NULL
        LPAD('a', NULL) => NULL
        SUBSTRING(CAST(NULL AS VARCHAR) FROM 1) => NULL
        REPLACE('a', NULL, 'b') => NULL""");
  }
}
