/** Results that are taken back: a laboratory corrects one, or a tube turns out to be void. */
@NullMarked
package org.meridian.results.correction;

import org.jspecify.annotations.NullMarked;
