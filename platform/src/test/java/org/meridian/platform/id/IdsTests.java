package org.meridian.platform.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meridian.db.topology.Country;

class IdsTests {

    private final IdGenerator ids = new IdGenerator(Clock.systemUTC());

    @Test
    void anIdIsWrittenWithItsCountryAndReadBackTheSame() {
        ResidentId id = ids.next(Country.of("TWN"), ResidentId::new);
        assertThat(id.toString()).matches("TWN-[0-9A-HJKMNP-TV-Z]{26}");
        assertThat(ResidentId.of(id.toString())).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "DEU",
                "DEU-",
                "DEU01JD7KZ8Q4TN3WVYB5M6XCH2RE",
                "XXX-01JD7KZ8Q4TN3WVYB5M6XCH2RE",
                "deu-01JD7KZ8Q4TN3WVYB5M6XCH2RE",
                "DEU-01JD7KZ8Q4TN3WVYB5M6XCH2R",
                "DEU-01JD7KZ8Q4TN3WVYB5M6XCH2RE7",
                "DEU-91JD7KZ8Q4TN3WVYB5M6XCH2RE",
                "DEU-01JD7KZ8Q4TN3WVYB5M6XCH2R!"
            })
    void whatIsNoIdIsRefused(String text) {
        assertThatExceptionOfType(MalformedIdException.class).isThrownBy(() -> ResidentId.of(text));
    }

    @Test
    void idsAreOrderedAsTheirTextsAreWhichIsHowTheDatabaseOrdersThem() {
        List<UUID> some = new ArrayList<>();
        Random random = new Random(7);
        for (long upper : new long[] {0, 1, Long.MAX_VALUE, Long.MIN_VALUE, -1, random.nextLong()}) {
            for (long lower : new long[] {0, 1, Long.MAX_VALUE, Long.MIN_VALUE, -1, random.nextLong()}) {
                some.add(new UUID(upper, lower));
            }
        }
        assertThat(some.stream().sorted(Ids.ORDER).toList())
                .isEqualTo(some.stream()
                        .sorted(Comparator.comparing(UUID::toString))
                        .toList());
    }

    @Test
    void idsOfOneMillisecondDoNotRepeat() {
        Set<ResidentId> seen = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            seen.add(ids.next(Country.of("DEU"), ResidentId::new));
        }
        assertThat(seen).hasSize(10_000);
    }

    @Test
    void idsInOrderGrowAlsoWithinAMillisecondAndWhenTheClockIsSetBack() {
        AtomicLong now = new AtomicLong(1_000_000);
        IdGenerator generator =
                new IdGenerator(InstantSource.tick(() -> Instant.ofEpochMilli(now.get()), Duration.ofMillis(1))
                        .withZone(ZoneOffset.UTC));
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            now.addAndGet(i == 500 ? -10 : i % 100 == 0 ? 1 : 0);
            ids.add(generator.nextInOrder().toString());
        }
        assertThat(ids).doesNotHaveDuplicates().isSorted();
    }
}
