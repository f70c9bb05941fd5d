/** Rotation of the key that wraps people's data keys. */
@NullMarked
package org.meridian.deploy.vault;

import org.jspecify.annotations.NullMarked;
