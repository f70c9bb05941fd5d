package org.meridian.checkin.status;

import feign.Request;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** This same service in a resident's home region. */
interface HealthStatusClient {

    @GetMapping("/internal/health-status/{residentId}")
    HealthStatus status(@PathVariable("residentId") String residentId, Request.Options timeouts);
}
