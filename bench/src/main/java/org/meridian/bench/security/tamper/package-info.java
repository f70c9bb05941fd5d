/** Somebody with the database's own role changes the audit trail. */
@NullMarked
package org.meridian.bench.security.tamper;

import org.jspecify.annotations.NullMarked;
