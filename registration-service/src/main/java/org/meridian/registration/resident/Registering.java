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

    private final RegistrationRows rows;
    private final Residents residents;
    private final Challenges challenges;

    Registering(RegistrationRows rows, Residents residents, Challenges challenges) {
        this.rows = rows;
        this.residents = residents;
        this.challenges = challenges;
    }

    /** One statement; more only when somebody is refused. */
    @Override
    public List<Outcome> write(Country country, List<NewResident> all) {
        Map<ChallengeId, NewResident> byCode = new LinkedHashMap<>();
        all.forEach(resident -> byCode.putIfAbsent(resident.challenge(), resident));
        Map<ResidentId, Boolean> written = rows.register(country, List.copyOf(byCode.values()));
        Map<ResidentId, Outcome> outcomes = new HashMap<>();
        List<NewResident> refused = new ArrayList<>();
        List<ResidentId> unproven = new ArrayList<>();
        for (NewResident resident : all) {
            Boolean there = written.get(resident.id());
            if (there == null) {
                unproven.add(resident.id());
            } else if (there) {
                outcomes.put(resident.id(), new Registered(resident.id()));
            } else {
                refused.add(resident);
            }
        }
        if (!refused.isEmpty()) {
            refuse(country, refused, outcomes);
        }
        if (!unproven.isEmpty()) {
            // repeated after its connection was lost at the very commit: then it is done already
            Set<ResidentId> there = residents.among(country, unproven);
            unproven.forEach(id -> outcomes.put(id, there.contains(id) ? new Registered(id) : new CodeUsed()));
        }
        return all.stream()
                .map(resident -> Objects.requireNonNull(outcomes.get(resident.id())))
                .toList();
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
}
