/** What is bundled in the jar: texts and scripts. Nothing here knows what they are about. */
@NullMarked
package org.assaydb.benchmarks.resource;

import org.jspecify.annotations.NullMarked;
