/**
 * What is known of tables before a plan is chosen: proved counts of rows. They choose between plans
 * with the same rows, so that whoever bends them makes a statement slow, never wrong.
 */
@NullMarked
package org.assaydb.sql.statistics;

import org.jspecify.annotations.NullMarked;
