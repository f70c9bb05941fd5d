package org.meridian.results.reconciliation;

import java.util.List;
import org.meridian.results.latest.LatestResultChanged;
import org.meridian.results.vaccination.VaccinationRecorded;

/** What checkin-service is asked about, in its own words; each has versions of its own. */
enum Topic {
    RESULTS(LatestResultChanged.TYPE),
    VACCINATIONS(VaccinationRecorded.TYPE, VaccinationCorrected.TYPE);

    private final List<String> events;

    Topic(String... events) {
        this.events = List.of(events);
    }

    /** The types of the events that tell of it. */
    List<String> events() {
        return events;
    }
}
