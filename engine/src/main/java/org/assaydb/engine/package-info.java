/** The replica: blocks, validation, catalog, storage, archive, network server, command line. */
@NullMarked
package org.assaydb.engine;

import org.jspecify.annotations.NullMarked;
