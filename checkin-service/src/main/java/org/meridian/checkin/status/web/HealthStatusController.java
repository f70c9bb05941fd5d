package org.meridian.checkin.status.web;

import org.meridian.checkin.status.HealthStatus;
import org.meridian.checkin.status.HealthStatuses;
import org.meridian.platform.id.ResidentId;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Tells the other regions' checkin-services of residents who travel. */
@RestController
class HealthStatusController {

    private final HealthStatuses statuses;

    HealthStatusController(HealthStatuses statuses) {
        this.statuses = statuses;
    }

    @GetMapping("/internal/health-status/{residentId}")
    HealthStatus status(@PathVariable ResidentId residentId) {
        return statuses.ofOwn(residentId);
    }
}
