/** Certificates for one machine: a certificate authority of its own, and a key for each process. */
@NullMarked
package org.meridian.db.tls;

import org.jspecify.annotations.NullMarked;
