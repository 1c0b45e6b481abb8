/**
 * Single values: exact decimal arithmetic, the calendar, and the text forms of numbers, dates and
 * times as PostgreSQL writes and reads them. Nothing here depends on locale, zone or clock.
 */
@NullMarked
package org.assaydb.sql.value;

import org.jspecify.annotations.NullMarked;
