@NullMarked
package org.assaydb.engine.cli;

import org.jspecify.annotations.NullMarked;
