package org.meridian.registration.otp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meridian.db.data.CountryTransactions;
import org.meridian.db.test.LocalClusterExtension;
import org.meridian.db.topology.Country;
import org.meridian.platform.test.HandClock;
import org.meridian.registration.otp.Counts.Counted;
import org.meridian.registration.otp.Counts.Limit;
import org.meridian.registration.otp.Counts.Reached;
import org.meridian.registration.test.Service;
import org.meridian.registration.vault.Vault;

@ExtendWith(LocalClusterExtension.class)
class CountsIT {

    private static final Duration WINDOW = Duration.ofMinutes(10);

    private final Service service = Service.shared();
    private final CountryTransactions transactions = service.bean(CountryTransactions.class);
    private final HandClock clock = new HandClock();
    private final Counts counts = new Counts(service.bean(CountRows.class), service.bean(Vault.class), clock);

    /** Also where the rows lie on another region's node. */
    @ParameterizedTest
    @ValueSource(strings = {"DEU", "TWN"})
    void point3WhoWaitsAsLongAsToldIsWithinTheLimitAgain(String country) {
        Counted counted = counted(country, 1);
        for (int round = 0; round < 12; round++) {
            int passed = 0;
            Optional<Duration> wait = add(counted, 5);
            while (wait.isEmpty()) {
                passed++;
                clock.pass(Duration.ofSeconds(7));
                wait = add(counted, 5);
            }
            assertThat(passed).as("round " + round).isBetween(1, 5);
            assertThat(wait.get()).isBetween(Duration.ofSeconds(1), WINDOW.multipliedBy(2));
            clock.pass(wait.get());
        }
    }

    @Test
    void point3NoWindowOfAnyPositionSeesMoreThanItsShare() {
        Counted counted = counted("DEU", 1);
        List<Instant> allowed = new java.util.ArrayList<>();
        for (int second = 0; second < 3600; second += 5) {
            if (add(counted, 10).isEmpty()) {
                allowed.add(clock.instant());
            }
            clock.pass(Duration.ofSeconds(5));
        }
        assertThat(allowed).hasSizeBetween(50, 70); // six windows of ten, and what a weighed window errs by
        for (Instant from : allowed) {
            assertThat(allowed.stream()
                            .filter(at -> !at.isBefore(from) && at.isBefore(from.plus(WINDOW)))
                            .count())
                    .isLessThanOrEqualTo(15);
        }
    }

    @Test
    void point3ACountThatIsSpreadOverRowsIsOneCount() {
        Counted counted = counted("USA", 8);
        for (int i = 0; i < 20; i++) {
            assertThat(add(counted, 20)).isEmpty();
        }
        assertThat(add(counted, 20)).isPresent();
        clock.pass(WINDOW.multipliedBy(2));
        assertThat(add(counted, 20)).isEmpty();
    }

    private Counted counted(String country, int slots) {
        return new Counted(Country.of(country), "tests", UUID.randomUUID().toString(), slots);
    }

    private Optional<Duration> add(Counted counted, int limit) {
        return transactions
                .write(
                        counted.country(),
                        () -> counts.addAll(
                                counted.country(), WINDOW, List.of(List.of(new Limit(counted, limit, "Too often.")))))
                .getFirst()
                .map(Reached::pause);
    }
}
