package org.meridian.results.person;

import java.time.Instant;
import java.util.List;
import org.meridian.platform.id.ResidentId;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/** sampling-service's samples that wait for a result. */
interface OpenSamplesClient {

    record Query(ResidentId residentId) {}

    record OpenSample(SampleId sampleId, String barcode, String countryCode, Instant sampledAt) {}

    @PostMapping("/internal/samples/open")
    List<OpenSample> open(@RequestBody Query query);
}
