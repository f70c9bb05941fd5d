package org.meridian.sampling.offline;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.token.Caller;
import org.meridian.sampling.offline.Candidate.Sound;
import org.meridian.sampling.offline.Candidate.SoundSample;
import org.meridian.sampling.offline.Candidate.SoundSealing;
import org.meridian.sampling.offline.Candidate.Unsound;
import org.meridian.sampling.offline.OfflineTubes.Held;
import org.meridian.sampling.offline.OfflineTubes.Opening;
import org.meridian.sampling.sample.SampledAbroad;
import org.meridian.sampling.tube.Barcode;
import org.springframework.stereotype.Service;

/** Takes what a desk did without a network: each item by itself, in the order in which it was done, each at most once. */
@Service
public class OfflineDesk {

    /** Shorter batches are not worth a second processor. */
    private static final int MANY = 64;

    private final ItemCheck check;
    private final OfflineTubes tubes;
    private final OfflineSamples samples;
    private final SampledAbroad abroad;
    private final Clock clock;

    OfflineDesk(ItemCheck check, OfflineTubes tubes, OfflineSamples samples, SampledAbroad abroad, Clock clock) {
        this.check = check;
        this.tubes = tubes;
        this.samples = samples;
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

    /**
     * Outside the transaction, because checking thousands of signatures takes its time. All the batches of the process
     * share the common pool, which has no more threads than the machine has processors.
     */
    public Checked check(List<@Nullable BatchItem> items, SiteId site) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Stream<@Nullable BatchItem> stream = items.size() < MANY ? items.stream() : items.parallelStream();
        return new Checked(stream.map(item -> check.check(item, site, now)).toList(), site, now);
    }

    private List<ItemOutcome> take(Checked batch, Caller sampler) {
        List<Placed> order = inOrder(batch.candidates);
        Sorting sorting = sorting(order.stream().map(Placed::item).toList(), batch, sampler);
        @Nullable ItemOutcome[] outcomes = new @Nullable ItemOutcome[batch.candidates.size()];
        order.forEach(placed -> outcomes[placed.at()] = sorting.sort(placed.item()));
        for (int at = 0; at < outcomes.length; at++) {
            if (batch.candidates.get(at) instanceof Unsound(var clientId, var reason)) {
                outcomes[at] = new ItemOutcome.Rejected(clientId, reason);
            }
        }
        write(sorting, batch, sampler);
        return Arrays.stream(outcomes).map(Objects::requireNonNull).toList();
    }

    /** @param at its place in the batch */
    private record Placed(int at, Sound item) {}

    /** The sound items as the desk did them; those of the same number and time stay as it sent them. */
    private static List<Placed> inOrder(List<Candidate> candidates) {
        List<Placed> order = new ArrayList<>();
        for (int at = 0; at < candidates.size(); at++) {
            if (candidates.get(at) instanceof Sound item) {
                order.add(new Placed(at, item));
            }
        }
        order.sort(Comparator.comparing(Placed::item, Candidate.AS_DONE));
        return order;
    }

    private Sorting sorting(List<Sound> sound, Checked batch, Caller sampler) {
        if (sound.isEmpty()) {
            return Sorting.ofNothing();
        }
        Map<Barcode, Opening> openings = openings(sound);
        if (!openings.isEmpty()) {
            tubes.open(openings.values(), batch.site, sampler.staffId(), batch.now);
        }
        List<Barcode> barcodes = sound.stream().map(Sound::barcode).distinct().toList();
        Map<Barcode, Held> held = tubes.hold(barcodes, batch.site);
        boolean opensHere = held.keySet().containsAll(openings.keySet()) || tubes.mayOpen(batch.site);
        return new Sorting(
                held,
                opensHere,
                held.isEmpty() ? List.of() : samples.in(held.keySet(), batch.site),
                samples.sentBefore(
                        sound.stream().map(Sound::clientId).distinct().toList(), batch.site));
    }

    /** By the first sample that says that its tube was opened. */
    private static Map<Barcode, Opening> openings(List<Sound> sound) {
        Map<Barcode, Opening> openings = new TreeMap<>(Comparator.comparing(Barcode::value));
        for (Sound item : sound) {
            if (item instanceof SoundSample sample && sample.opens() != null) {
                openings.putIfAbsent(
                        sample.barcode(),
                        new Opening(sample.barcode(), sample.opens().people(), sample.at()));
            }
        }
        return openings;
    }

    private void write(Sorting sorting, Checked batch, Caller sampler) {
        List<SoundSample> accepted = sorting.accepted();
        if (!accepted.isEmpty()) {
            samples.insert(accepted, batch.site, sampler.staffId(), batch.now);
            tubes.fill(sorting.added(), batch.site);
        }
        List<SoundSealing> sealed = sorting.sealed();
        if (!sealed.isEmpty()) {
            tubes.seal(sealed, batch.site, sampler.staffId(), batch.now);
        }
        abroad.tell(
                batch.site.country(),
                accepted.stream()
                        .map(SoundSample::resident)
                        .filter(resident -> !resident.countryCode().equals(batch.site.countryCode()))
                        .distinct()
                        .toList());
    }
}
