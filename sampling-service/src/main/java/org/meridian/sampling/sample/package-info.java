/** People in tubes: never more than fit, nobody twice, nobody after sealing. */
@NullMarked
package org.meridian.sampling.sample;

import org.jspecify.annotations.NullMarked;
