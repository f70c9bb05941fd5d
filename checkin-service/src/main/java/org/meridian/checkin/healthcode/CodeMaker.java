package org.meridian.checkin.healthcode;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meridian.checkin.healthcode.HealthCode.LatestTest;
import org.meridian.checkin.status.Colour;
import org.meridian.checkin.status.HealthStatus;
import org.meridian.checkin.status.LatestResult;
import org.springframework.stereotype.Component;

/**
 * Makes the code from a status. The rules are those of the resident's own country, also abroad: one person has one
 * colour, at every door the one of their own phone.
 */
@Component
class CodeMaker {

    private static final Reason HOME_UNREACHABLE =
            new Reason("HOME_UNREACHABLE", "Your home region can't be asked at present; nothing is known here yet.");

    private static final long HALF_DAY = Duration.ofHours(12).toSeconds();
    private static final Duration DAY = Duration.ofHours(24);
    private static final Duration STALE_FOR = Duration.ofMinutes(5);
    private static final int LONGEST_TEXT = 48; // characters; four bytes each at most, and a signature needs room

    private final Rules rules;

    CodeMaker(Rules rules) {
        this.rules = rules;
    }

    /** @param seenAt when the status was that, if it is no more than the last that was seen of it */
    HealthCode code(HealthStatus status, Instant now, @Nullable Instant seenAt) {
        Rules.Verdict verdict = rules.judge(status.resident().country(), status.findings(), now);
        Instant bound = seenAt == null ? withinADay(now) : shortly(now);
        Instant validUntil =
                verdict.changesAt().filter(change -> change.isBefore(bound)).orElse(bound);
        return new HealthCode(
                verdict.colour(),
                verdict.reasons(),
                latestTest(status.latest(), now),
                status.vaccination(),
                bounded(status.name()),
                bounded(status.nationalId()),
                seenAt == null ? now : seenAt.truncatedTo(ChronoUnit.SECONDS),
                validUntil,
                seenAt != null,
                null);
    }

    /** Nothing is known, so it opens nothing; and it is asked again soon. */
    HealthCode homeUnreachable(Instant now) {
        return new HealthCode(
                Colour.YELLOW, List.of(HOME_UNREACHABLE), null, null, null, null, now, shortly(now), true, null);
    }

    /** Twelve to twenty-four hours on, the same moment for half a day, so that an unchanged code keeps its ETag. */
    private static Instant withinADay(Instant now) {
        long seconds = now.getEpochSecond();
        return Instant.ofEpochSecond(seconds - Math.floorMod(seconds, HALF_DAY)).plus(DAY);
    }

    private static Instant shortly(Instant now) {
        return now.truncatedTo(ChronoUnit.MINUTES).plus(STALE_FOR);
    }

    private static @Nullable LatestTest latestTest(@Nullable LatestResult latest, Instant now) {
        if (latest == null) {
            return null;
        }
        Instant sampledAt = latest.sampledAt().truncatedTo(ChronoUnit.SECONDS);
        long age = Math.max(0, Duration.between(sampledAt, now).toHours());
        return new LatestTest(latest.outcome(), sampledAt, age);
    }

    private static @Nullable String bounded(@Nullable String text) {
        if (text == null || text.codePointCount(0, text.length()) <= LONGEST_TEXT) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, LONGEST_TEXT - 1)) + "…";
    }
}
