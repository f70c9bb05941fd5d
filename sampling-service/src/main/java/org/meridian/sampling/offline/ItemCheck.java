package org.meridian.sampling.offline;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Topology;
import org.meridian.platform.id.IdGenerator;
import org.meridian.platform.id.MalformedIdException;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.id.SiteId;
import org.meridian.sampling.offline.Candidate.SoundSample;
import org.meridian.sampling.offline.Candidate.SoundSealing;
import org.meridian.sampling.offline.Candidate.Unsound;
import org.meridian.sampling.offline.ItemOutcome.Reason;
import org.meridian.sampling.sample.ResidentCodes;
import org.meridian.sampling.sample.SampleId;
import org.meridian.sampling.tube.Barcode;
import org.meridian.sampling.tube.Capacity;
import org.meridian.sampling.tube.DeviceTime;
import org.springframework.stereotype.Component;

/** Looks at an item alone, before any row is read. */
@Component
class ItemCheck {

    private static final Pattern CLIENT_ID = Pattern.compile("[A-Za-z0-9_.:-]{1,64}");
    private static final int LARGEST_TUBE = 20;

    private final ResidentCodes codes;
    private final Topology topology;
    private final IdGenerator ids;

    ItemCheck(ResidentCodes codes, Topology topology, IdGenerator ids) {
        this.codes = codes;
        this.topology = topology;
        this.ids = ids;
    }

    Candidate check(@Nullable BatchItem item, SiteId site, Instant now) {
        if (item == null
                || item.clientId() == null
                || !CLIENT_ID.matcher(item.clientId()).matches()) {
            return new Unsound(item == null ? null : item.clientId(), Reason.BAD_CLIENT_ID);
        }
        String clientId = item.clientId();
        if (item.barcode() == null || !Barcode.isOne(item.barcode())) {
            return new Unsound(clientId, Reason.BAD_BARCODE);
        }
        if (item.sequence() != null && item.sequence() < 0) {
            return new Unsound(clientId, Reason.BAD_SEQUENCE);
        }
        if (item.isSealing() && item.isSample()) {
            return new Unsound(clientId, Reason.SAMPLE_OR_SEALING);
        }
        Barcode barcode = Barcode.of(item.barcode());
        return item.isSealing() ? sealing(clientId, barcode, item, now) : sample(clientId, barcode, item, site, now);
    }

    private static Candidate sealing(String clientId, Barcode barcode, BatchItem item, Instant now) {
        Instant sealedAt = instant(item.sealedAt());
        if (sealedAt == null || DeviceTime.objection(sealedAt, now).isPresent()) {
            return new Unsound(clientId, Reason.BAD_SEALED_AT);
        }
        Integer samples = item.samples();
        if (samples == null || samples < 1 || samples > LARGEST_TUBE) {
            return new Unsound(clientId, Reason.BAD_SAMPLES);
        }
        return new SoundSealing(clientId, barcode, samples, sealedAt, item.sequence());
    }

    private Candidate sample(String clientId, Barcode barcode, BatchItem item, SiteId site, Instant now) {
        Instant sampledAt = instant(item.sampledAt());
        if (sampledAt == null) {
            return new Unsound(clientId, Reason.BAD_SAMPLED_AT);
        }
        if (DeviceTime.objection(sampledAt, now).isPresent()) {
            return new Unsound(
                    clientId, sampledAt.isAfter(now) ? Reason.SAMPLED_IN_THE_FUTURE : Reason.SAMPLED_TOO_LONG_AGO);
        }
        Integer people = item.capacity();
        if (people != null && !Capacity.isOne(people)) {
            return new Unsound(clientId, Reason.BAD_CAPACITY);
        }
        if ((item.residentCode() == null) == (item.residentId() == null)) {
            return new Unsound(clientId, Reason.NEED_ONE_PERSON);
        }
        Optional<ResidentId> resident =
                item.residentCode() != null ? shown(item.residentCode(), sampledAt) : named(item.residentId());
        if (resident.isEmpty()) {
            return new Unsound(
                    clientId, item.residentCode() != null ? Reason.BAD_RESIDENT_CODE : Reason.BAD_RESIDENT_ID);
        }
        return new SoundSample(
                clientId,
                ids.next(site.country(), SampleId::new),
                barcode,
                people == null ? null : new Capacity(people),
                resident.get(),
                sampledAt,
                item.sequence());
    }

    /** A code counts by the time when it was scanned; the desk's clock may have been ahead. */
    private Optional<ResidentId> shown(String code, Instant sampledAt) {
        return codes.read(code, sampledAt.minus(DeviceTime.SKEW));
    }

    private Optional<ResidentId> named(@Nullable String id) {
        try {
            return Optional.ofNullable(id).map(ResidentId::of).filter(resident -> topology.serves(resident.country()));
        } catch (MalformedIdException e) {
            return Optional.empty();
        }
    }

    private static @Nullable Instant instant(@Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text).truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
