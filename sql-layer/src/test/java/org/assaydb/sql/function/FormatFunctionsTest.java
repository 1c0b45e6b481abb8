package org.assaydb.sql.function;

import org.junit.jupiter.api.Test;

class FormatFunctionsTest {
  @Test
  void writesDates() {
    Expected.values(
        """
        TO_CHAR(TIMESTAMP '2024-02-29 13:45:06.789', 'YYYY-MM-DD HH24:MI:SS.MS US') => 2024-02-29 13:45:06.789 789000
        TO_CHAR(TIMESTAMP '2024-02-29 00:05:06', 'FMHH12:MI am HH AM') => 12:05 am 12 AM
        TO_CHAR(DATE '2024-02-29', 'FMDay, DD Month YYYY "x" Q IW D') => Thursday, 29 February  2024 x 1 09 5
        TO_CHAR(DATE '2024-02-05', 'MON Mon mon DY Dy dy DAY') => FEB Feb feb MON Mon mon MONDAY···
        TO_CHAR(DATE '2021-01-03', 'IYYY-IW-ID DDD FMDDD WW W CC J') => 2020-53-7 003 3 01 1 21 2459218
        TO_CHAR(DATE '0099-01-03', 'YYYY YYY YY Y FMYYYY') => 0099 099 99 9 99
        TO_CHAR(DATE '2024-02-29', 'TZ') => !0A000
        TO_CHAR(DATE '2024-02-29', 'SSSS') => !0A000
        TO_CHAR(DATE '2024-02-29', NULL) => NULL""");
  }

  @Test
  void writesNumbers() {
    Expected.values(
        """
        TO_CHAR(485, '999') =>  485
        TO_CHAR(-485, '9999') =>  -485
        TO_CHAR(148.5, 'FM999.999') => 148.5
        TO_CHAR(148.5, 'FM999.990') => 148.500
        TO_CHAR(0.1, '0.9') =>  0.1
        TO_CHAR(-0.1, 'FM9.99') => -.1
        TO_CHAR(0.1, '99.99') =>    .10
        TO_CHAR(12, '9990999.9') =>     0012.0
        TO_CHAR(1485, '9,999') =>  1,485
        TO_CHAR(485, '9,999') =>    485
        TO_CHAR(1234567.891, '9G999G999D99') =>  1,234,567.89
        TO_CHAR(-485, '999S') => 485-
        TO_CHAR(485, 'S999') => +485
        TO_CHAR(485, '999MI') => 485·
        TO_CHAR(-485, 'FM999MI') => 485-
        TO_CHAR(-485, '999PR') => <485>
        TO_CHAR(1485, '999') =>  ###
        TO_CHAR(1485, '99.99') =>  ##.##
        TO_CHAR(0.005e0, '9.99') =>   .01
        TO_CHAR(1, '9V9') => !0A000
        TO_CHAR(1, '9.') => !0A000
        TO_CHAR(1, 'S9MI') => !42601
        TO_CHAR(1, '9.9.9') => !42601""");
  }

  @Test
  void readsDates() {
    Expected.values(
        """
        TO_DATE('29 Feb 2024', 'DD Mon YYYY') => 2024-02-29
        TO_DATE('20240229', 'YYYYMMDD') => 2024-02-29
        TO_DATE('March 5, 2024', 'Month DD, YYYY') => 2024-03-05
        TO_DATE('5/3/69', 'DD/MM/YY') => 2069-03-05
        TO_DATE('5/3/70', 'DD/MM/YY') => 1970-03-05
        TO_DATE('2024 060', 'YYYY DDD') => 2024-02-29
        TO_DATE('2460000', 'J') => 2023-02-24
        TO_DATE('2023-02-29', 'YYYY-MM-DD') => !22008
        TO_DATE('2023-13-01', 'YYYY-MM-DD') => !22008
        TO_DATE('x', 'YYYY') => !22007
        TO_DATE('2024', 'IYYY') => !0A000
        TO_TIMESTAMP('2024-02-29 13:45:06.7', 'YYYY-MM-DD HH24:MI:SS.MS') => 2024-02-29T13:45:06.700
        TO_TIMESTAMP('2024-02-29 1:45 PM', 'YYYY-MM-DD HH12:MI AM') => 2024-02-29T13:45
        TO_TIMESTAMP('2024-02-29 12 am', 'YYYY-MM-DD HH am') => 2024-02-29T00:00
        TO_TIMESTAMP('2024-02-29 24:00', 'YYYY-MM-DD HH24:MI') => !22008
        TO_TIMESTAMP(1709214306.789) => 2024-02-29T13:45:06.789
        TO_TIMESTAMP(-0.5) => 1969-12-31T23:59:59.500
        TO_TIMESTAMP(1e300) => !22008""");
  }

  @Test
  void looksIntoArrays() {
    Expected.values(
        """
        ARRAY[1, 2, 3][2] => 2
        ARRAY[1, 2, 3][4] => NULL
        ARRAY[1, 2, 3][0] => NULL
        CARDINALITY(ARRAY['a', 'b']) => 2
        ARRAY_LENGTH(ARRAY[1, 2], 1) => 2
        ARRAY_LENGTH(ARRAY[1, 2], 2) => NULL""");
  }
}
