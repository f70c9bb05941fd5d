package org.meridian.registration.otp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meridian.db.data.CountryTransactions;
import org.meridian.db.test.LocalClusterExtension;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.IdGenerator;
import org.meridian.platform.test.HandClock;
import org.meridian.registration.message.Message;
import org.meridian.registration.otp.ChallengeRows.Asked;
import org.meridian.registration.otp.Counts.Counted;
import org.meridian.registration.otp.Counts.Limit;
import org.meridian.registration.otp.Counts.Reached;
import org.meridian.registration.person.Phone;
import org.meridian.registration.test.Api;
import org.meridian.registration.test.Service;
import org.meridian.registration.vault.Vault;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The one statement that counts and writes says of every batch what counting one by one says. */
@ExtendWith(LocalClusterExtension.class)
class CountedChallengesIT {

    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final int STEPS = 60;

    private final Service service = Service.shared();
    private final CountryTransactions transactions = service.bean(CountryTransactions.class);
    private final CountedChallenges together = service.bean(CountedChallenges.class);
    private final HandClock clock = new HandClock();
    private final Counts counts = new Counts(service.bean(CountRows.class), service.bean(Vault.class), clock);

    /** Also where the rows lie on another region's node. */
    @ParameterizedTest
    @ValueSource(strings = {"DEU", "TWN"})
    void point3TheSameBatchesAreWithinTheLimitsAsOneByOne(String code) {
        Country country = Country.of(code);
        Random random = new Random(20260504);
        List<Counted> told = new ArrayList<>();
        List<Counted> shown = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int slots = i == 0 ? 8 : 1;
            told.add(new Counted(country, "told", UUID.randomUUID().toString(), slots));
            shown.add(new Counted(country, "shown", UUID.randomUUID().toString(), slots));
        }
        int over = 0;
        for (int step = 0; step < STEPS; step++) {
            clock.pass(Duration.ofSeconds(random.nextInt(200)));
            List<Integer> others = IntStream.range(0, 1 + random.nextInt(4))
                    .mapToObj(i -> 1 + random.nextInt(3))
                    .toList();
            boolean within = transactions
                    .write(country, () -> refused(requests(told, others)))
                    .isEmpty();
            List<Asked> asked = List.of(asked(country));
            boolean written = transactions.write(country, () -> {
                boolean done = together.ask(country, counts.now(WINDOW), counts.wanted(requests(shown, others)), asked);
                if (!done) {
                    refused(requests(shown, others));
                }
                return done;
            });
            assertThat(written).as("step " + step).isEqualTo(within);
            assertThat(isThere(asked.getFirst())).isEqualTo(within);
            over += within ? 0 : 1;
        }
        assertThat(over).as("both happened").isBetween(STEPS / 10, STEPS * 9 / 10);
    }

    /** Each counts for what is spread, and for one of the others. */
    private static List<List<Limit>> requests(List<Counted> counted, List<Integer> others) {
        return others.stream()
                .map(other -> List.of(limit(counted.getFirst(), 14), limit(counted.get(other), 6)))
                .toList();
    }

    private static Limit limit(Counted counted, int most) {
        return new Limit(counted, most, "Too often.");
    }

    private List<Reached> refused(List<List<Limit>> requests) {
        return counts.addAll(requests.getFirst().getFirst().counted().country(), WINDOW, requests).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private Asked asked(Country country) {
        ChallengeId id = service.bean(IdGenerator.class).next(country, ChallengeId::new);
        byte[] bytes = new byte[32];
        return new Asked(
                id,
                bytes,
                bytes,
                bytes,
                clock.instant(),
                clock.instant().plusSeconds(600),
                bytes,
                "192.0.2.1",
                new Message.Code(id, new Phone(Api.aPhone("DEU")), String.join("", Collections.nCopies(6, "0"))));
    }

    private boolean isThere(Asked asked) {
        return service.bean(JdbcClient.class)
                        .sql("DELETE FROM otp_challenge WHERE id = :id AND country_code = :country")
                        .param("id", asked.id().id())
                        .param("country", asked.id().countryCode())
                        .update()
                == 1;
    }
}
