package org.meridian.sampling.sample;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Topology;
import org.meridian.platform.commit.GroupCommit;
import org.meridian.platform.commit.GroupCommits;
import org.meridian.platform.erasure.Erasures;
import org.meridian.platform.id.IdGenerator;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.idempotency.Once;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.token.Caller;
import org.meridian.sampling.tube.Barcode;
import org.meridian.sampling.tube.DeviceTime;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Service;

/** Takes samples, those that come at the same time together. */
@Service
public class SampleDesk {

    private final GroupCommit<Sample, Adding> adding;
    private final ResidentCodes codes;
    private final Erasures erasures;
    private final Topology topology;
    private final IdGenerator ids;
    private final Clock clock;

    SampleDesk(
            GroupCommits commits,
            Samples samples,
            ResidentCodes codes,
            Erasures erasures,
            Topology topology,
            IdGenerator ids,
            Clock clock) {
        this.adding = commits.of("samples", samples);
        this.codes = codes;
        this.erasures = erasures;
        this.topology = topology;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Takes a sample, together with those that come at the same time.
     *
     * @param answer to what became of it
     * @throws ProblemException when the command names nobody, or a time that cannot be
     */
    public ResponseEntity<?> add(
            Barcode barcode,
            SiteId site,
            AddSample command,
            Caller sampler,
            Once once,
            Function<Adding, ResponseEntity<?>> answer) {
        try {
            return once.in(site.country(), adding, () -> sample(barcode, site, command, sampler), answer);
        } catch (DuplicateKeyException twiceAtOnce) { // by two instances: neither saw the other's row
            return answer.apply(new Adding.AlreadyIn());
        }
    }

    private Sample sample(Barcode barcode, SiteId site, AddSample command, Caller sampler) {
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
        return new Sample(id, barcode, site, resident, sampler.staffId(), sampledAt, now);
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
