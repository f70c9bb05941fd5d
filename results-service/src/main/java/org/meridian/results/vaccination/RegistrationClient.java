package org.meridian.results.vaccination;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.meridian.platform.id.ResidentId;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** registration-service, asked whether there is such a resident. */
interface RegistrationClient {

    @GetMapping("/internal/residents/{residentId}")
    Known resident(@PathVariable("residentId") String residentId);

    /** What else is told about the resident is nothing that is needed here. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Known(ResidentId residentId) {}
}
