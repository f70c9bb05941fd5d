package org.meridian.checkin.status;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.meridian.checkin.status.LatestResult.Certainty;
import org.meridian.checkin.status.LatestResult.Method;
import org.meridian.checkin.status.LatestResult.Outcome;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.outbox.EventHandler;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
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

    @JsonIgnoreProperties(ignoreUnknown = true)
    record ResidentRegistered(ResidentId residentId, String name, String nationalId) {}

    /** A change of one resident that counts unless a later one was seen. */
    interface Versioned {

        ResidentId residentId();

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
        return new ChangeOfOne<>(
                "ResidentRegistered",
                json.readerFor(ResidentRegistered.class),
                (ResidentRegistered event) -> writer.identity(event.residentId(), event.name(), event.nationalId()),
                remembered);
    }

    @Bean
    EventHandler latestResultChanged() {
        return new ChangesOfMany<>(
                "LatestResultChanged", json.readerForListOf(LatestResultChanged.class), writer::results, remembered);
    }

    @Bean
    EventHandler vaccinationRecorded() {
        return new ChangesOfMany<>(
                "VaccinationRecorded",
                json.readerForListOf(VaccinationRecorded.class),
                writer::vaccinations,
                remembered);
    }

    @Bean
    EventHandler vaccinationCorrected() {
        return new ChangesOfMany<>(
                "VaccinationCorrected",
                json.readerForListOf(VaccinationCorrected.class),
                writer::corrections,
                remembered);
    }
}
