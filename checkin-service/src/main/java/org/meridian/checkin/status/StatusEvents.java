package org.meridian.checkin.status;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;
import org.meridian.checkin.status.LatestResult.Certainty;
import org.meridian.checkin.status.LatestResult.Method;
import org.meridian.checkin.status.LatestResult.Outcome;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.outbox.EventHandler;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What registration and results tell of residents. */
@Configuration(proxyBeanMethods = false)
class StatusEvents {

    private final StatusWriter writer;
    private final RememberedStatuses remembered;
    private final JsonMapper json;

    StatusEvents(StatusWriter writer, RememberedStatuses remembered, JsonMapper json) {
        this.writer = writer;
        this.remembered = remembered;
        this.json = json;
    }

    /** Of one resident. */
    interface Change {

        ResidentId residentId();
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record ResidentRegistered(ResidentId residentId, String name, String nationalId) implements Change {}

    /** A change that counts unless a later one was seen. */
    interface Versioned extends Change {

        /** Grows with each change of this resident's. */
        long version();
    }

    /** Without an outcome there is no result any more. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record LatestResultChanged(
            ResidentId residentId,
            long version,
            @Nullable Outcome outcome,
            @Nullable Certainty status,
            @Nullable Method method,
            @Nullable Instant sampledAt,
            @Nullable Instant testedAt,
            @Nullable Instant positiveAt,
            @Nullable Instant suspectedAt)
            implements Versioned {

        LatestResultChanged {
            if (outcome != null && (status == null || sampledAt == null)) {
                throw new IllegalArgumentException("a result without status or time of sampling");
            }
        }
    }

    /** @param lastDoseOn absent where there is no dose */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record VaccinationRecorded(
            ResidentId residentId,
            long version,
            int doses,
            @Nullable LocalDate lastDoseOn) implements Versioned {

        VaccinationRecorded {
            if (doses < 0 || (doses > 0) != (lastDoseOn != null)) {
                throw new IllegalArgumentException("doses and the last one's day don't fit");
            }
        }
    }

    /**
     * The reconciliation's word: what is known of this resident at the version {@code replaces} is wrong. Doses have no
     * version to spare, so it says which one it means instead of bringing a higher one.
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record VaccinationCorrected(
            ResidentId residentId,
            long replaces,
            long version,
            int doses,
            @Nullable LocalDate lastDoseOn) implements Versioned {

        VaccinationCorrected {
            if (doses < 0 || (doses > 0) != (lastDoseOn != null)) {
                throw new IllegalArgumentException("doses and the last one's day don't fit");
            }
        }
    }

    @Bean
    EventHandler residentRegistered() {
        return new ChangesOfMany<>(
                "ResidentRegistered",
                "registration",
                json.readerForListOf(ResidentRegistered.class)
                        .with(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY), // told one by one before
                (ResidentRegistered before, ResidentRegistered after) -> after,
                writer::identities,
                remembered);
    }

    @Bean
    EventHandler latestResultChanged() {
        return ofResults("LatestResultChanged", LatestResultChanged.class, writer::results);
    }

    @Bean
    EventHandler vaccinationRecorded() {
        return ofResults("VaccinationRecorded", VaccinationRecorded.class, writer::vaccinations);
    }

    @Bean
    EventHandler vaccinationCorrected() {
        return ofResults("VaccinationCorrected", VaccinationCorrected.class, writer::corrections);
    }

    private <T extends Versioned> EventHandler ofResults(
            String type, Class<T> change, BiFunction<Country, List<T>, List<HealthStatus>> write) {
        return new ChangesOfMany<>(
                type,
                "results",
                json.readerForListOf(change),
                BinaryOperator.maxBy(Comparator.comparingLong(Versioned::version)),
                write,
                remembered);
    }
}
