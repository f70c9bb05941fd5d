package org.meridian.results.sampling;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
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

    private final Function<SiteId, String> decided;
    private final Clock clock;
    private final AsyncCache<SiteId, Decision> decisions =
            Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).buildAsync();

    private record Decision(String status, Instant until) {}

    /** @param decided what auditors have decided about a site */
    Laboratories(Function<SiteId, String> decided, Clock clock) {
        this.decided = decided;
        this.clock = clock;
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
        String status = decision(site).status();
        if (!status.equals(APPROVED)) {
            throw new ProblemException(ProblemType.SITE_NOT_APPROVED, "The laboratory's site is " + status + ".");
        }
    }

    /** Asked for once, however many of the site come at the same time. */
    private Decision decision(SiteId site) {
        CompletableFuture<Decision> known = decisions.getIfPresent(site);
        if (known != null) {
            Decision decision = joined(known);
            if (clock.instant().isBefore(decision.until())) {
                return decision;
            }
            decisions.asMap().remove(site, known);
        }
        CompletableFuture<Decision> mine = new CompletableFuture<>();
        CompletableFuture<Decision> others = decisions.asMap().putIfAbsent(site, mine);
        if (others != null) {
            return joined(others);
        }
        try {
            Decision decision =
                    new Decision(decided.apply(site), clock.instant().plus(REMEMBERED));
            if (!decision.status().equals(APPROVED)) {
                decisions.asMap().remove(site, mine);
            }
            mine.complete(decision);
        } catch (RuntimeException failure) {
            mine.completeExceptionally(failure); // and so it is forgotten
        }
        return joined(mine);
    }

    private static Decision joined(CompletableFuture<Decision> decision) {
        try {
            return decision.join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof RuntimeException reason ? reason : failure;
        }
    }
}
