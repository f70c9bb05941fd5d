package org.meridian.platform.retention;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.meridian.db.data.StatementListener;
import org.meridian.platform.test.HandClock;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** A service that keeps something, with a clock that the tests set and a thread that they cut. */
@SpringBootConfiguration
@EnableAutoConfiguration
class KeptApplication {

    @Bean
    HandClock clock() {
        return new HandClock(Instant.parse("2026-01-01T00:00:00Z"));
    }

    @Bean
    Scissors scissors() {
        return new Scissors();
    }

    @Bean
    RetentionRule things() {
        return RetentionRule.days("things", 28).stage(1).rows("kept", "id").since("at");
    }

    @Bean
    RetentionRule parts() {
        return RetentionRule.days("parts", 28)
                .rows("kept_part", "id")
                .only("EXISTS (SELECT 1 FROM kept k WHERE k.id = t.kept_id AND k.country_code = t.country_code)")
                .since("at");
    }

    @Bean
    RetentionRule dated() {
        return RetentionRule.days("dated", 3).rows("kept", "id").sinceDay("day");
    }

    @Bean
    RetentionRule moments() {
        return RetentionRule.time("moments", Duration.ofHours(2000))
                .rows("kept", "id")
                .since("at");
    }

    /** Ends the work before one of its statements, as a kill does. */
    static final class Scissors implements StatementListener {

        private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);

        /** Before the delete after so many. */
        void cutAfter(int deletes) {
            left.set(deletes);
        }

        @Override
        public void beforeStatement(Executed statement) {
            boolean counts = statement.sql().startsWith("DELETE FROM kept");
            if (counts && left.get() != Integer.MAX_VALUE && left.getAndDecrement() == 0) {
                left.set(Integer.MAX_VALUE);
                throw new Cut();
            }
        }
    }

    static final class Cut extends RuntimeException {}
}
