package org.meridian.results.upload;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.id.IdGenerator;
import org.meridian.results.device.Device;
import org.meridian.results.device.Devices;
import org.meridian.results.sampling.TubeClient.Member;
import org.meridian.results.sampling.TubeClient.Tube;
import org.meridian.results.tube.Origin;
import org.meridian.results.tube.ResultId;
import org.meridian.results.verdict.Method;
import org.springframework.stereotype.Component;

/** What a row's tube must be for the row to be taken. */
@Component
final class TubeRules {

    /** By so much the clock of a desk without a network may be ahead. */
    private static final Duration SKEW = Duration.ofHours(2);

    /** By so much the clocks of two machines of a region may differ; services believe tokens as far. */
    private static final Duration BETWEEN_MACHINES = Duration.ofSeconds(5);

    private final Devices devices;
    private final IdGenerator ids;

    TubeRules(Devices devices, IdGenerator ids) {
        this.devices = devices;
        this.ids = ids;
    }

    /** @param tube the one with the row's barcode, null when there is none */
    Checked<Sampled> check(Row row, @Nullable Tube tube, Uploader by) {
        if (tube == null) {
            return Checked.bad(row.line(), "barcode: there is no such tube in this country.");
        }
        return switch (tube.state()) {
            case "SEALED", "RECEIVED", "RESULTED" -> inTime(row, tube, by);
            case "OPEN" -> Checked.bad(row.line(), "barcode: the tube is not sealed.");
            case "VOID" -> Checked.bad(row.line(), "barcode: the tube is void.");
            default -> Checked.bad(row.line(), "barcode: the tube is in a state that takes no result.");
        };
    }

    private Checked<Sampled> inTime(Row row, Tube tube, Uploader by) {
        for (Member member : tube.members()) {
            if (row.testedAt().isBefore(earliest(member))) {
                return Checked.bad(row.line(), "testedAt: lies before a sample of the tube was taken.");
            }
        }
        return withDevice(row, tube, by);
    }

    /** Laboratories write whole seconds: a test in the second of the sampling does not precede it. */
    private static Instant earliest(Member member) {
        Instant sampled = member.sampledAt().truncatedTo(ChronoUnit.SECONDS);
        return Boolean.TRUE.equals(member.offline()) ? sampled.minus(SKEW) : sampled.minus(BETWEEN_MACHINES);
    }

    /** On a pool a kit must be known to find one positive among many; on a single tube it is the laboratory's affair. */
    private Checked<Sampled> withDevice(Row row, Tube tube, Uploader by) {
        Method method = Method.ofCapacity(tube.capacity());
        Optional<Device> device = Optional.ofNullable(row.device()).flatMap(devices::find);
        if (method == Method.POOLED && row.device() != null) {
            if (device.isEmpty()) {
                return Checked.bad(row.line(), "device: not allowed on pools, it is not in the LIVD table.");
            }
            if (!device.get().onPools()) {
                return Checked.bad(row.line(), "device: not allowed on pools by the LIVD table.");
            }
        }
        Origin origin = new Origin(
                tube.siteId(),
                tube.division(),
                tube.capacity(),
                tube.members().size(),
                device.map(Device::loinc).orElse(null),
                by.laboratory());
        return new Checked.Good<>(new Sampled(row, ids.next(by.country(), ResultId::new), origin, tube.members()));
    }
}
