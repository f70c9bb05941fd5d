package org.meridian.results.reconciliation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/** sampling-service's tubes; of what it tells only the state is of interest. */
interface TubeStateClient {

    record Query(String country, List<String> barcodes) {}

    /** @param state {@code RESULTED} once the result was heard of; {@code VOID} ends a tube too */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Tube(String barcode, String state) {

        boolean isDone() {
            return state.equals("RESULTED") || state.equals("VOID");
        }
    }

    /** The tubes of the country with these barcodes, 1,000 at most; unknown ones are left out. */
    @PostMapping("/internal/tubes/lookup")
    List<Tube> lookup(@RequestBody Query query);
}
