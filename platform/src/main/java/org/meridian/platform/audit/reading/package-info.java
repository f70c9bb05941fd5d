/** The home region's trail as auditors see it: entries with their proofs, and checkpoints. */
@NullMarked
package org.meridian.platform.audit.reading;

import org.jspecify.annotations.NullMarked;
