package org.meridian.sampling.offline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.meridian.sampling.offline.Candidate.Sound;
import org.meridian.sampling.offline.Candidate.SoundSample;
import org.meridian.sampling.offline.Candidate.SoundSealing;
import org.meridian.sampling.offline.ItemOutcome.Accepted;
import org.meridian.sampling.offline.ItemOutcome.Duplicate;
import org.meridian.sampling.offline.ItemOutcome.Reason;
import org.meridian.sampling.offline.ItemOutcome.Rejected;
import org.meridian.sampling.offline.OfflineSamples.Present;
import org.meridian.sampling.offline.OfflineTubes.Held;
import org.meridian.sampling.sample.SampleId;
import org.meridian.sampling.tube.Barcode;
import org.meridian.sampling.tube.TubeState;

/** Decides item by item which go into their tubes and which tubes are sealed, while the tubes' rows are held. */
final class Sorting {

    private final Map<Barcode, Held> tubes;
    private final boolean opensHere;
    private final Set<Seat> taken = new HashSet<>();
    private final Map<String, Present> sent;
    private final Map<Barcode, Integer> added = new HashMap<>();
    private final List<SoundSample> accepted = new ArrayList<>();
    private final Map<Barcode, SoundSealing> sealed = new LinkedHashMap<>();

    private record Seat(Barcode barcode, UUID resident) {}

    /** @param opensHere whether every tube that was to be opened is there, or else could have been as to its site */
    Sorting(Map<Barcode, Held> tubes, boolean opensHere, List<Present> members, Map<String, Present> sentBefore) {
        this.tubes = tubes;
        this.opensHere = opensHere;
        this.sent = new HashMap<>(sentBefore);
        members.forEach(member -> taken.add(new Seat(member.barcode(), member.resident())));
    }

    static Sorting ofNothing() {
        return new Sorting(Map.of(), true, List.of(), Map.of());
    }

    ItemOutcome sort(Sound item) {
        return switch (item) {
            case SoundSample sample -> sort(sample);
            case SoundSealing sealing -> sort(sealing);
        };
    }

    private ItemOutcome sort(SoundSample item) {
        Present before = sent.get(item.clientId());
        if (before != null) {
            return again(item, before);
        }
        Held tube = tubes.get(item.barcode());
        if (tube == null) {
            return rejected(item, whyNoTube(item));
        }
        if (tube.state() != TubeState.OPEN || sealed.containsKey(item.barcode())) {
            return rejected(item, Reason.TUBE_NOT_OPEN);
        }
        if (item.opens() != null && item.opens().people() != tube.capacity()) {
            return rejected(item, Reason.CAPACITY_DIFFERS);
        }
        Seat seat = new Seat(item.barcode(), item.resident().id());
        if (taken.contains(seat)) {
            return rejected(item, Reason.ALREADY_IN_TUBE);
        }
        if (filled(item.barcode(), tube) >= tube.capacity()) {
            return rejected(item, Reason.TUBE_FULL);
        }
        taken.add(seat);
        added.merge(item.barcode(), 1, Integer::sum);
        sent.put(
                item.clientId(),
                new Present(item.id(), item.barcode(), item.resident().id()));
        accepted.add(item);
        return new Accepted(item.clientId(), item.id());
    }

    private Reason whyNoTube(SoundSample item) {
        if (item.opens() == null) {
            return Reason.UNKNOWN_TUBE;
        }
        return opensHere ? Reason.BARCODE_TAKEN : Reason.SITE_NOT_APPROVED;
    }

    private ItemOutcome sort(SoundSealing item) {
        Held tube = tubes.get(item.barcode());
        if (tube == null) {
            return rejected(item, Reason.UNKNOWN_TUBE);
        }
        if (tube.state() == TubeState.VOID) {
            return rejected(item, Reason.TUBE_NOT_OPEN);
        }
        if (tube.state() != TubeState.OPEN || sealed.containsKey(item.barcode())) {
            return new Duplicate(item.clientId(), null);
        }
        if (filled(item.barcode(), tube) < item.samples()) {
            return rejected(item, Reason.SAMPLES_MISSING);
        }
        sealed.put(item.barcode(), item);
        return new Accepted(item.clientId(), null);
    }

    private int filled(Barcode barcode, Held tube) {
        return tube.filled() + added.getOrDefault(barcode, 0);
    }

    private static ItemOutcome again(SoundSample item, Present before) {
        boolean same = before.barcode().equals(item.barcode())
                && before.resident().equals(item.resident().id());
        if (!same) {
            return rejected(item, Reason.CLIENT_ID_TAKEN);
        }
        SampleId id = before.id();
        // our own id: the connection was lost at the commit and the transaction repeated, it had succeeded
        return id.equals(item.id()) ? new Accepted(item.clientId(), id) : new Duplicate(item.clientId(), id);
    }

    private static ItemOutcome rejected(Sound item, Reason reason) {
        return new Rejected(item.clientId(), reason);
    }

    List<SoundSample> accepted() {
        return accepted;
    }

    /** How many people each tube has more. */
    Map<Barcode, Integer> added() {
        return added;
    }

    List<SoundSealing> sealed() {
        return List.copyOf(sealed.values());
    }
}
