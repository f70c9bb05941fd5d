package org.meridian.sampling.offline;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.token.Caller;
import org.meridian.sampling.offline.Candidate.Sound;
import org.meridian.sampling.offline.Candidate.Unsound;
import org.meridian.sampling.sample.SampledAbroad;
import org.meridian.sampling.tube.Barcode;
import org.springframework.stereotype.Service;

/** Takes what a desk collected without a network: each item by itself, the earliest first, each at most once. */
@Service
public class OfflineDesk {

    private final ItemCheck check;
    private final OfflineRows rows;
    private final SampledAbroad abroad;
    private final Clock clock;

    OfflineDesk(ItemCheck check, OfflineRows rows, SampledAbroad abroad, Clock clock) {
        this.check = check;
        this.rows = rows;
        this.abroad = abroad;
        this.clock = clock;
    }

    /** A batch whose items were looked at one by one. */
    public final class Checked {

        private final List<Candidate> candidates;
        private final SiteId site;
        private final Instant now;

        private Checked(List<Candidate> candidates, SiteId site, Instant now) {
            this.candidates = candidates;
            this.site = site;
            this.now = now;
        }

        /** In a write transaction of the site's country. @return an outcome for each item, in their order */
        public List<ItemOutcome> take(Caller sampler) {
            return OfflineDesk.this.take(this, sampler);
        }
    }

    /** Outside the transaction, because checking thousands of signatures takes its time. */
    public Checked check(List<@Nullable BatchItem> items, SiteId site) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<Candidate> candidates =
                items.stream().map(item -> check.check(item, site, now)).toList();
        return new Checked(candidates, site, now);
    }

    private List<ItemOutcome> take(Checked batch, Caller sampler) {
        List<Sound> sound = batch.candidates.stream()
                .filter(Sound.class::isInstance)
                .map(Sound.class::cast)
                .toList();
        @Nullable ItemOutcome[] outcomes = new @Nullable ItemOutcome[batch.candidates.size()];
        Sorting sorting = sorting(sound, batch.site);
        for (int at : byTime(batch.candidates)) {
            outcomes[at] = switch (batch.candidates.get(at)) {
                case Sound item -> sorting.sort(item);
                case Unsound(var clientId, var reason) -> new ItemOutcome.Rejected(clientId, reason);
            };
        }
        write(sorting, batch, sampler);
        return Arrays.stream(outcomes).map(Objects::requireNonNull).toList();
    }

    private Sorting sorting(List<Sound> sound, SiteId site) {
        if (sound.isEmpty()) {
            return Sorting.ofNothing();
        }
        List<Barcode> barcodes = sound.stream().map(Sound::barcode).distinct().toList();
        var held = rows.hold(barcodes, site);
        return new Sorting(
                held,
                held.isEmpty() ? List.of() : rows.members(held.keySet(), site),
                rows.sentBefore(sound.stream().map(Sound::clientId).distinct().toList(), site));
    }

    private void write(Sorting sorting, Checked batch, Caller sampler) {
        List<Sound> accepted = sorting.accepted();
        if (accepted.isEmpty()) {
            return;
        }
        rows.insert(accepted, batch.site, sampler.staffId(), batch.now);
        rows.fill(sorting.added(), batch.site);
        accepted.stream()
                .map(Sound::resident)
                .filter(resident -> !resident.countryCode().equals(batch.site.countryCode()))
                .distinct()
                .forEach((ResidentId traveller) -> abroad.tell(traveller, batch.site.country()));
    }

    /** The items' places, the earliest sample first; those of the same time stay as the desk sent them. */
    private static List<Integer> byTime(List<Candidate> candidates) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, candidates.size()).boxed().toList());
        order.sort(
                Comparator.comparing(at -> candidates.get(at) instanceof Sound item ? item.sampledAt() : Instant.MIN));
        return order;
    }
}
