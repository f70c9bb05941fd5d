package org.meridian.registration.resident;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.meridian.db.topology.Country;
import org.meridian.platform.commit.BatchWriter;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.outbox.Outbox;
import org.meridian.platform.outbox.Outbox.NewEvent;
import org.meridian.registration.otp.ChallengeId;
import org.meridian.registration.otp.Challenges;
import org.meridian.registration.resident.Registration.AlreadyRegistered;
import org.meridian.registration.resident.Registration.CodeUsed;
import org.meridian.registration.resident.Registration.Contested;
import org.meridian.registration.resident.Registration.Outcome;
import org.meridian.registration.resident.Registration.Registered;
import org.springframework.stereotype.Component;

/** Writes people who register at the same time: residents, events and the codes' use in one transaction of the country. */
@Component
class Registering implements BatchWriter<NewResident, Outcome> {

    private final Residents residents;
    private final Challenges challenges;
    private final Outbox outbox;

    Registering(Residents residents, Challenges challenges, Outbox outbox) {
        this.residents = residents;
        this.challenges = challenges;
        this.outbox = outbox;
    }

    record ResidentRegistered(ResidentId residentId, String name, String nationalId) {}

    /** One statement for the codes, one for the residents, one for the events; more only when somebody is refused. */
    @Override
    public List<Outcome> write(Country country, List<NewResident> all) {
        Map<ResidentId, Outcome> outcomes = new HashMap<>();
        Map<ChallengeId, NewResident> byCode = new LinkedHashMap<>();
        all.forEach(resident -> byCode.putIfAbsent(resident.challenge(), resident));
        Set<ChallengeId> spent = challenges.spend(country, List.copyOf(byCode.keySet()));
        List<NewResident> proven = byCode.values().stream()
                .filter(resident -> spent.contains(resident.challenge()))
                .toList();
        List<NewResident> written = insert(country, proven, outcomes);
        outbox.appendAll(written.stream().map(Registering::event).toList());
        if (outcomes.size() < all.size()) {
            // repeated after its connection was lost at the very commit: then it is done already
            List<ResidentId> others = all.stream()
                    .map(NewResident::id)
                    .filter(id -> !outcomes.containsKey(id))
                    .toList();
            Set<ResidentId> there = residents.among(country, others);
            others.forEach(id -> outcomes.put(id, there.contains(id) ? new Registered(id) : new CodeUsed()));
        }
        return all.stream()
                .map(resident -> Objects.requireNonNull(outcomes.get(resident.id())))
                .toList();
    }

    /** @return those who are residents now; of the others, whose phone or national id is taken, the outcome is put down */
    private List<NewResident> insert(Country country, List<NewResident> proven, Map<ResidentId, Outcome> outcomes) {
        if (proven.isEmpty()) {
            return List.of();
        }
        List<NewResident> written = proven;
        if (residents.insert(country, proven) < proven.size()) {
            Set<ResidentId> there = residents.among(
                    country, proven.stream().map(NewResident::id).toList());
            written = proven.stream()
                    .filter(resident -> there.contains(resident.id()))
                    .toList();
            refuse(
                    country,
                    proven.stream()
                            .filter(resident -> !there.contains(resident.id()))
                            .toList(),
                    outcomes);
        }
        written.forEach(resident -> outcomes.put(resident.id(), new Registered(resident.id())));
        return written;
    }

    /** Whoever has a resident's phone may log in with the code instead; it is good again. Everybody else's is used up. */
    private void refuse(Country country, List<NewResident> refused, Map<ResidentId, Outcome> outcomes) {
        Set<ByteBuffer> known = residents.phonesAmong(
                country, refused.stream().map(NewResident::phoneIndex).toList());
        List<ChallengeId> good = new ArrayList<>();
        for (NewResident resident : refused) {
            if (known.contains(ByteBuffer.wrap(resident.phoneIndex()))) {
                outcomes.put(resident.id(), new AlreadyRegistered());
                good.add(resident.challenge());
            } else {
                outcomes.put(resident.id(), new Contested());
            }
        }
        challenges.giveBack(country, good);
    }

    private static NewEvent event(NewResident resident) {
        return new NewEvent(
                "checkin",
                resident.id().country(),
                "ResidentRegistered",
                resident.id().toString(),
                new ResidentRegistered(resident.id(), resident.name(), resident.nationalId()));
    }
}
