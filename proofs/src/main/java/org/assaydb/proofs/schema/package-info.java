/**
 * Column types, tables, indexes and the catalog, with the order-preserving key encoding and the row
 * encoding. Catalog bytes are hostile until their digest equals the certified one.
 */
@NullMarked
package org.assaydb.proofs.schema;

import org.jspecify.annotations.NullMarked;
