package org.meridian.checkin.status;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import feign.Request;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.id.StaffId;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/** registration-service, asked for who a resident is. */
interface RegistrationClient {

    @GetMapping("/internal/residents/{residentId}")
    Identity resident(@PathVariable("residentId") String residentId, Request.Options timeouts);

    /** Whether a resident and a staff account of the same country are somebody's who has both by one phone. */
    @PostMapping("/internal/residents/same-person")
    Same samePerson(@RequestBody Pair pair);

    record Pair(ResidentId residentId, StaffId staffId) {}

    record Same(boolean same) {}

    /** Both masked. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Identity(@Nullable String name, @Nullable String nationalId) {}
}
