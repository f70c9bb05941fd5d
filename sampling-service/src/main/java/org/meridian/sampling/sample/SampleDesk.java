package org.meridian.sampling.sample;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Topology;
import org.meridian.platform.erasure.Erasures;
import org.meridian.platform.id.IdGenerator;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.token.Caller;
import org.meridian.sampling.tube.Barcode;
import org.meridian.sampling.tube.DeviceTime;
import org.springframework.stereotype.Service;

/** Takes one sample after the other. */
@Service
public class SampleDesk {

    private final Samples samples;
    private final SampledAbroad abroad;
    private final ResidentCodes codes;
    private final Erasures erasures;
    private final Topology topology;
    private final IdGenerator ids;
    private final Clock clock;

    SampleDesk(
            Samples samples,
            SampledAbroad abroad,
            ResidentCodes codes,
            Erasures erasures,
            Topology topology,
            IdGenerator ids,
            Clock clock) {
        this.samples = samples;
        this.abroad = abroad;
        this.codes = codes;
        this.erasures = erasures;
        this.topology = topology;
        this.ids = ids;
        this.clock = clock;
    }

    /** A sample that is sound in itself; whether the tube takes it, {@link #add} tells. */
    public final class Prepared {

        private final Sample sample;

        private Prepared(Sample sample) {
            this.sample = sample;
        }

        /** In a write transaction of the site's country. */
        public Adding add() {
            Adding outcome = samples.add(sample);
            if (outcome instanceof Adding.Added && sample.isOfTraveller()) {
                abroad.tell(sample.resident(), sample.site().country());
            }
            return outcome;
        }
    }

    /** @throws ProblemException when the command names nobody, or a time that cannot be */
    public Prepared prepare(Barcode barcode, SiteId site, AddSample command, Caller sampler) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        ResidentId resident = resident(command, now);
        topology.regionOf(resident.country()); // the region that is told of a traveller must exist
        if (erasures.remembered(resident)) { // a code that was shown before lives five minutes
            throw ProblemException.invalid(
                    command.residentCode() == null ? "/residentId" : "/residentCode", "Somebody who is registered.");
        }
        Instant sampledAt = command.sampledAt() == null ? now : command.sampledAt();
        DeviceTime.objection(sampledAt, now).ifPresent(detail -> {
            throw ProblemException.invalid("/sampledAt", detail);
        });
        SampleId id = ids.next(site.country(), SampleId::new);
        return new Prepared(new Sample(id, barcode, site, resident, sampler.staffId(), sampledAt, now));
    }

    private ResidentId resident(AddSample command, Instant now) {
        @Nullable String code = command.residentCode();
        @Nullable ResidentId id = command.residentId();
        if (code != null && id == null) {
            return codes.read(code, now)
                    .orElseThrow(() -> ProblemException.invalid(
                            "/residentCode", "A code that the resident shows now; codes last five minutes."));
        }
        if (id != null && code == null) {
            return id;
        }
        throw ProblemException.invalid("/residentCode", "Exactly one of residentCode and residentId.");
    }
}
