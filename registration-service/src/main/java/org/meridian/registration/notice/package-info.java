/** Notices: what residents must be told, kept for them and announced on their phone. */
@NullMarked
package org.meridian.registration.notice;

import org.jspecify.annotations.NullMarked;
