package org.meridian.checkin.status;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import feign.Request;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** registration-service, asked for who a resident is while its event is on the way. */
interface RegistrationClient {

    @GetMapping("/internal/residents/{residentId}")
    Identity resident(@PathVariable("residentId") String residentId, Request.Options timeouts);

    /** Both masked. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Identity(@Nullable String name, @Nullable String nationalId) {}
}
