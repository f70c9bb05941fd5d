/** Employers and schools, and whether an auditor has approved them. */
@NullMarked
package org.meridian.sharing.unit;

import org.jspecify.annotations.NullMarked;
