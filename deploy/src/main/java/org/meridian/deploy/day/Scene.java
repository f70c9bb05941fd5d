package org.meridian.deploy.day;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;

/**
 * Where one country's part of the day plays.
 *
 * @param country ISO 3166-1 alpha-3
 * @param division an official code of the country
 * @param api the gateway that its people use
 * @param administrators the tokens of the platform's administrators, of whom there are two
 */
record Scene(
        String country,
        String division,
        Api api,
        List<String> administrators,
        Narrator tell,
        Random random,
        Clock clock) {

    private static final int PATIENCE_SECONDS = 20;
    private static final int PAUSE_MILLIS = 50;

    /** A check whose text begins with the country. */
    void check(String what, Object expected, Object actual) {
        tell.check(country + " " + what, expected, actual);
    }

    /** What a site, a place and an employer alike say of themselves. */
    Map<String, Object> company(String name) {
        return Map.of(
                "country",
                country,
                "name",
                name,
                "corpName",
                name + " Ltd",
                "corpNo",
                "C" + (100_000 + random.nextInt(900_000)),
                "division",
                division);
    }

    String inDays(int days) {
        return clock.instant()
                .plus(days, ChronoUnit.DAYS)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }

    String dateInDays(int days) {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
                .plusDays(days)
                .toString();
    }

    /** Looks again and again, for a while; what is said of it then is for the check that follows. */
    void await(BooleanSupplier condition) {
        Instant deadline = clock.instant().plusSeconds(PATIENCE_SECONDS);
        while (!condition.getAsBoolean() && clock.instant().isBefore(deadline)) {
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
