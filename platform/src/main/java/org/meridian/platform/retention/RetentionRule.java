package org.meridian.platform.retention;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.meridian.db.topology.Country;

/**
 * How long something is kept: a bean that stands beside the feature that writes it.
 *
 * <pre>{@code
 * @Bean
 * RetentionRule checkIns() {
 *     return RetentionRule.days("check-ins", 28).atLeast(14).rows("check_in", "id").since("checked_in_at");
 * }
 * }</pre>
 *
 * @param name as in the setting {@code meridian.retention.<name>}
 * @param clock what {@code normally} counts
 * @param normally how long, unless the settings say otherwise
 * @param atLeast a setting below is refused: something else would break
 * @param stage rules of a lower one come first; a row that others refer to goes after them
 * @param removal what is done about what has been kept long enough
 */
public record RetentionRule(
        String name, Counted clock, Duration normally, Duration atLeast, int stage, Removal removal) {

    /** What a rule counts. */
    public enum Counted {
        /** Whole days of the country: what came on day d is there until the end of day d + n, and gone the day after. */
        DAYS,
        /** Hours and minutes. */
        TIME
    }

    /** What is done. */
    public sealed interface Removal permits Rows, Work {}

    /**
     * Rows of one table, deleted by the keeper.
     *
     * @param table its name
     * @param key its columns that make a row out, without {@code country_code}
     * @param column from when on a row is kept: {@code timestamptz}, or {@code date} if {@code date}
     * @param condition in SQL, of the row {@code t}, or {@code true}
     */
    public record Rows(String table, List<String> key, String column, boolean date, String condition)
            implements Removal {}

    /** What is more than deleting rows of one table. Repeating it, also after it was cut off anywhere, does no harm. */
    @FunctionalInterface
    public non-sealed interface Work extends Removal {
        /**
         * @param atMost about so many rows; it is called again until it removes nothing
         * @return how many went
         */
        int remove(Country country, Before before, int atMost);
    }

    /** @throws IllegalArgumentException when the rule makes no sense */
    public RetentionRule {
        if (!name.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
            throw new IllegalArgumentException("not the name of a retention rule: " + name);
        }
        check(name, clock, normally, atLeast);
    }

    static void check(String name, Counted clock, Duration value, Duration atLeast) {
        if (clock == Counted.DAYS && !value.equals(Duration.ofDays(value.toDays()))) {
            throw new IllegalArgumentException(
                    name + " is " + text(value) + " and must be a number of days, such as 28d");
        }
        if (value.compareTo(atLeast) < 0) {
            throw new IllegalArgumentException(name + " is " + text(value) + " and must be at least " + text(atLeast));
        }
    }

    /** {@code 28d}, or {@code 72h}, {@code 10m}, {@code 30s} as the value allows. */
    public static String text(Duration value) {
        if (value.toSeconds() % 60 != 0) {
            return value.toSeconds() + "s";
        }
        if (value.toMinutes() % 60 != 0) {
            return value.toMinutes() + "m";
        }
        return value.toHours() % 24 == 0 ? value.toDays() + "d" : value.toHours() + "h";
    }

    /** So many days of the country. */
    public static Builder days(String name, int normally) {
        return new Builder(name, Counted.DAYS, Duration.ofDays(normally), Duration.ofDays(1), 0);
    }

    /** A span of time, to the minute. */
    public static Builder time(String name, Duration normally) {
        return new Builder(name, Counted.TIME, normally, Duration.ofSeconds(1), 0);
    }

    /** What is older than this at that moment goes. */
    static Before before(Counted counted, Duration kept, ZoneId zone, Clock clock) {
        Instant now = clock.instant();
        if (counted == Counted.TIME) {
            Instant instant = now.minus(kept);
            return new Before(instant, LocalDate.ofInstant(instant, zone));
        }
        LocalDate first = LocalDate.ofInstant(now, zone).minusDays(kept.toDays());
        return new Before(first.atStartOfDay(zone).toInstant(), first);
    }

    /** A rule of which it is not said yet what it removes. */
    public record Builder(String name, Counted clock, Duration normally, Duration least, int stage) {

        /** A setting below so many days is refused. */
        public Builder atLeast(int days) {
            return atLeast(Duration.ofDays(days));
        }

        /** A setting below is refused. */
        public Builder atLeast(Duration time) {
            return new Builder(name, clock, normally, time, stage);
        }

        /** After all rules of a lower stage; without, it is 0. */
        public Builder stage(int number) {
            return new Builder(name, clock, normally, least, number);
        }

        /** Deletes rows of a table. Its {@code key} are the columns that make a row out, without {@code country_code}. */
        public OfRows rows(String table, String... key) {
            return new OfRows(this, table, List.of(key), "true");
        }

        public RetentionRule by(Work work) {
            return new RetentionRule(name, clock, normally, least, stage, work);
        }
    }

    /** A rule on rows of which it is not said yet from when on they are kept. */
    public record OfRows(Builder rule, String table, List<String> key, String condition) {

        /** Only rows {@code t} of which this is true, in SQL. */
        public OfRows only(String sql) {
            return new OfRows(rule, table, key, sql);
        }

        /** A {@code timestamptz} column: from then on a row is kept. */
        public RetentionRule since(String timestamptz) {
            return of(timestamptz, false);
        }

        /** A {@code date} column: from that day on a row is kept. */
        public RetentionRule sinceDay(String date) {
            return of(date, true);
        }

        private RetentionRule of(String column, boolean date) {
            Rows rows = new Rows(table, key, column, date, condition);
            return new RetentionRule(rule.name, rule.clock, rule.normally, rule.least, rule.stage, rows);
        }
    }
}
