package org.meridian.registration.login;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Country;
import org.meridian.platform.audit.Act;
import org.meridian.platform.audit.Audit;
import org.meridian.platform.commit.BatchWriter;
import org.meridian.platform.token.Caller;
import org.meridian.registration.login.LoginRows.Holder;
import org.meridian.registration.otp.ChallengeId;
import org.meridian.registration.otp.Proof;
import org.meridian.registration.person.Phone;
import org.meridian.registration.token.RefreshToken;
import org.springframework.stereotype.Component;

/** Begins the logins of people whose codes were right; of several with one code, the first. */
@Component
class LoggingIn implements BatchWriter<LoggingIn.Beginning, Optional<Caller>> {

    private final LoginRows rows;
    private final Callers callers;
    private final FirstAdministrators administrators;
    private final Audit audit;

    LoggingIn(LoginRows rows, Callers callers, FirstAdministrators administrators, Audit audit) {
        this.rows = rows;
        this.callers = callers;
        this.administrators = administrators;
        this.audit = audit;
    }

    /**
     * Somebody with a proven phone.
     *
     * @param administrator whether it is one of the first administrators'
     * @param trace the request's
     */
    record Beginning(
            Proof proof,
            RefreshToken refresh,
            boolean administrator,
            @Nullable String trace) {}

    /** @return whoever logged in; nobody for a phone that is nobody's, whose code stays good, and for a code that was used */
    @Override
    public List<Optional<Caller>> write(Country country, List<Beginning> logins) {
        Map<ChallengeId, Beginning> byCode = new LinkedHashMap<>();
        logins.forEach(login -> byCode.putIfAbsent(login.proof().challenge(), login));
        byCode.values().stream()
                .filter(Beginning::administrator)
                .forEach(login -> administrators.ensureAccount(
                        country, new Phone(login.proof().phone())));
        Map<ChallengeId, Holder> begun = rows.begin(country, byCode.values());
        Map<Beginning, Caller> found = new HashMap<>();
        List<Act> acts = new ArrayList<>();
        begun.forEach((challenge, holder) -> {
            Beginning login = Objects.requireNonNull(byCode.get(challenge));
            callers.of(country, holder.resident(), holder.staff(), login.administrator())
                    .ifPresent(caller -> {
                        found.put(login, caller);
                        if (caller.staff() != null) { // residents' are theirs alone
                            acts.add(act(caller, login.trace()));
                        }
                    });
        });
        audit.recordAll(country, acts);
        if (found.size() < logins.size()) {
            found.putAll(doneBefore(
                    country,
                    logins.stream().filter(login -> !found.containsKey(login)).toList()));
        }
        return logins.stream()
                .map(login -> Optional.ofNullable(found.get(login)))
                .toList();
    }

    /** Those that are repeated after their connection was lost at the very commit: their refresh token is there. */
    private Map<Beginning, Caller> doneBefore(Country country, List<Beginning> logins) {
        Set<UUID> there = rows.familiesAmong(
                country, logins.stream().map(login -> login.refresh().family()).toList());
        Map<Beginning, Caller> done = new HashMap<>();
        for (Beginning login : logins) {
            if (there.contains(login.refresh().family())) {
                callers.byPhone(country, login.proof().phoneIndex()).ifPresent(caller -> done.put(login, caller));
            }
        }
        return done;
    }

    private static Act act(Caller caller, @Nullable String trace) {
        return new Act(
                "staff.logged-in",
                String.valueOf(caller.staff()),
                Callers.text(caller.roles()),
                String.valueOf(caller.staff()),
                "",
                trace);
    }
}
