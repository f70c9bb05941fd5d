package org.meridian.platform.commit;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the items of a group commit are done.
 *
 * @param reading nothing is written: no transaction is begun and ended around the one statement
 * @param company while the machine is busy the first of them waits for others at least so long, and until the clock's tick after that; none:
 *     not at all
 */
record Way(boolean reading, @Nullable Duration company) {

    /** Written; what came in one carrier is together by the next tick. */
    static final Way GATHERED = new Way(false, Duration.ZERO);

    /** Written, and nobody waits for company. */
    static final Way PROMPT = new Way(false, null);

    /** Read, likewise: whoever reads has more to do before an answer. */
    static final Way READ = new Way(true, null);

    /** Written, where no gateway has gathered. */
    static Way single(Duration company) {
        return new Way(false, company);
    }

    boolean isHeldUp() {
        return company != null;
    }

    long companyNanos() {
        return company == null ? 0 : company.toNanos();
    }
}
