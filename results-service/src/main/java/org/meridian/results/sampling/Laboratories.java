package org.meridian.results.sampling;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.meridian.platform.asking.SharedAnswers;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.meridian.platform.token.Caller;

/**
 * Which laboratories may report. A site's administrator gives testers their role alone, also before an auditor has looked at
 * the site and while it is suspended; so the role by itself turns nobody's colour.
 */
public final class Laboratories {

    private static final String APPROVED = "APPROVED";

    /** So long a suspension may go unnoticed. What is not approved is asked for each time: an approval holds at once. */
    private static final Duration REMEMBERED = Duration.ofSeconds(30);

    private static final int MOST = 10_000;

    private final SharedAnswers<SiteId, String> decisions;

    /** @param decided what auditors have decided about a site */
    Laboratories(Function<SiteId, String> decided, Clock clock) {
        this.decisions = new SharedAnswers<>(
                Caffeine.newBuilder()
                        .maximumSize(MOST)
                        .expireAfterWrite(REMEMBERED)
                        .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis())),
                decided,
                APPROVED::equals);
    }

    /**
     * Whoever is bound to no site was given the role by an administrator, and is a laboratory by that.
     *
     * @throws ProblemException 409 when the site that the caller works at is not approved; 503 when nobody could say
     */
    public void mustBeApproved(Caller caller) {
        SiteId site = caller.site();
        if (site == null) {
            return;
        }
        String status = decisions.get(site);
        if (!status.equals(APPROVED)) {
            throw new ProblemException(ProblemType.SITE_NOT_APPROVED, "The laboratory's site is " + status + ".");
        }
    }
}
