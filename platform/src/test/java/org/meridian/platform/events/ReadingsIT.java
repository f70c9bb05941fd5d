package org.meridian.platform.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.meridian.db.data.CrossCountryException;
import org.meridian.platform.id.IdGenerator;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.reading.PersonRead;
import org.meridian.platform.reading.Reader;
import org.meridian.platform.reading.Readings;
import org.meridian.platform.test.TestTokens;
import org.meridian.platform.token.Caller;
import org.meridian.platform.token.Role;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/** Who reads is told to those who were read, from the transaction that reads or before the answer. */
class ReadingsIT extends EventsFixture {

    @Autowired
    Readings readings;

    @Autowired
    JsonMapper json;

    @Autowired
    IdGenerator ids;

    private final Clock clock = Clock.systemUTC();

    private Caller sampler() {
        return new Caller(
                "DEU-1",
                DEU,
                Set.of(Role.RESIDENT, Role.SAMPLER),
                TestTokens.aStaffAccount("DEU"),
                ids.next(DEU, SiteId::new),
                null,
                clock.instant());
    }

    @Test
    void point7EveryPersonIsToldOnceAtHomeByAnEntryThatWaitsWhereTheDataLies() {
        ResidentId kim = TestTokens.aResident("DEU");
        ResidentId lin = TestTokens.aResident("TWN");
        Caller caller = sampler();
        readings.tell(DEU, caller, "RETEST_TASK", "To be sampled again", List.of(kim, lin, kim));
        List<PersonRead> told = told();
        assertThat(told).extracting(PersonRead::residentId).containsExactlyInAnyOrder(kim, lin);
        assertThat(told)
                .extracting(PersonRead::readingId)
                .containsOnly(told.getFirst().readingId());
        assertThat(told.getFirst().staffId()).isEqualTo(caller.staffId().toString());
        assertThat(told.getFirst().role()).isEqualTo("SAMPLER");
        assertThat(told.getFirst().organisation()).isEqualTo(String.valueOf(caller.site()));
        assertThat(jdbc.sql("SELECT target_country FROM outbox WHERE country_code = 'DEU' AND consumer = 'sharing'")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder("DEU", "TWN");
    }

    @Test
    void point7WhatIsRolledBackWasNotReadAndAnotherCountrysTransactionIsRefused() {
        ResidentId kim = TestTokens.aResident("DEU");
        Reader reader = Reader.of(sampler()).as(Role.TESTER).at("Lab North");
        assertThatThrownBy(() -> transactions.run(DEU, () -> {
                    readings.tell(DEU, reader, "TUBE_RESULT", "Looked up", List.of(kim));
                    throw new IllegalStateException("the answer failed");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(told()).isEmpty();
        assertThatThrownBy(() -> transactions.run(
                        FRA, () -> readings.tell(DEU, reader, "TUBE_RESULT", "Looked up", List.of(kim))))
                .isInstanceOf(CrossCountryException.class);
        readings.tell(DEU, reader, "TUBE_RESULT", "Looked up", List.of());
        assertThat(told()).isEmpty();
    }

    @Test
    void point7AListIsToldInPortionsWithNobodyLeftOut() {
        List<ResidentId> people =
                Stream.generate(() -> TestTokens.aResident("DEU")).limit(1_001).toList();
        readings.tell(DEU, sampler(), "OVERRIDE", "Decision", people);
        assertThat(told()).extracting(PersonRead::residentId).containsExactlyInAnyOrderElementsOf(people);
        assertThat(waiting()).isEqualTo(3);
    }

    private List<PersonRead> told() {
        List<PersonRead> told = new ArrayList<>();
        jdbc.sql("SELECT payload FROM outbox WHERE country_code = 'DEU' AND type = 'PersonRead'")
                .query(String.class)
                .list()
                .forEach(payload -> told.addAll(Arrays.asList(json.readValue(payload, PersonRead[].class))));
        return told;
    }
}
