/**
 * What functions of text compute, on single values: UTF-8 bytes or strings in, the same out. No
 * vectors, no SQL types. Texts and patterns are hostile: everything here takes time and memory in
 * proportion to their sizes.
 */
@NullMarked
package org.assaydb.sql.function.text;

import org.jspecify.annotations.NullMarked;
