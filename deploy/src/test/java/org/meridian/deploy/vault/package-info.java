@NullMarked
package org.meridian.deploy.vault;

import org.jspecify.annotations.NullMarked;
