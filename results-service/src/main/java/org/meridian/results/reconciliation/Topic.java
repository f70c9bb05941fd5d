package org.meridian.results.reconciliation;

import java.util.List;
import org.meridian.results.latest.LatestResultChanged;
import org.meridian.results.vaccination.VaccinationRecorded;

/** What checkin-service is asked about, in its own words; each has versions of its own. */
enum Topic {
    RESULTS,
    VACCINATIONS;

    /** The types of the events that tell of it. */
    List<String> events() {
        return switch (this) {
            case RESULTS -> List.of(LatestResultChanged.TYPE);
            case VACCINATIONS -> List.of(VaccinationRecorded.TYPE, VaccinationCorrected.TYPE);
        };
    }
}
