package org.meridian.sampling.offline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.meridian.sampling.offline.Candidate.Sound;
import org.meridian.sampling.offline.ItemOutcome.Accepted;
import org.meridian.sampling.offline.ItemOutcome.Duplicate;
import org.meridian.sampling.offline.ItemOutcome.Reason;
import org.meridian.sampling.offline.ItemOutcome.Rejected;
import org.meridian.sampling.offline.OfflineRows.Held;
import org.meridian.sampling.offline.OfflineRows.Present;
import org.meridian.sampling.sample.SampleId;
import org.meridian.sampling.tube.Barcode;
import org.meridian.sampling.tube.TubeState;

/** Decides item by item which go into their tubes, while the tubes' rows are held. */
final class Sorting {

    private final Map<Barcode, Held> tubes;
    private final Set<Seat> taken = new HashSet<>();
    private final Map<String, Present> sent;
    private final Map<Barcode, Integer> added = new HashMap<>();
    private final List<Sound> accepted = new ArrayList<>();

    private record Seat(Barcode barcode, UUID resident) {}

    Sorting(Map<Barcode, Held> tubes, List<Present> members, Map<String, Present> sentBefore) {
        this.tubes = tubes;
        this.sent = new HashMap<>(sentBefore);
        members.forEach(member -> taken.add(new Seat(member.barcode(), member.resident())));
    }

    static Sorting ofNothing() {
        return new Sorting(Map.of(), List.of(), Map.of());
    }

    ItemOutcome sort(Sound item) {
        Present before = sent.get(item.clientId());
        if (before != null) {
            return again(item, before);
        }
        Held tube = tubes.get(item.barcode());
        if (tube == null) {
            return rejected(item, Reason.UNKNOWN_TUBE);
        }
        if (tube.state() != TubeState.OPEN) {
            return rejected(item, Reason.TUBE_NOT_OPEN);
        }
        Seat seat = new Seat(item.barcode(), item.resident().id());
        if (taken.contains(seat)) {
            return rejected(item, Reason.ALREADY_IN_TUBE);
        }
        if (tube.filled() + added.getOrDefault(item.barcode(), 0) >= tube.capacity()) {
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

    private static ItemOutcome again(Sound item, Present before) {
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

    List<Sound> accepted() {
        return accepted;
    }

    /** How many people each tube has more. */
    Map<Barcode, Integer> added() {
        return added;
    }
}
