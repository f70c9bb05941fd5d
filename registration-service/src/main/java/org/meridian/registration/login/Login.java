package org.meridian.registration.login;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meridian.db.data.CountryTransactions;
import org.meridian.db.topology.Country;
import org.meridian.platform.audit.Audit;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.meridian.platform.token.Caller;
import org.meridian.platform.token.Role;
import org.meridian.registration.otp.ChallengeId;
import org.meridian.registration.otp.Challenges;
import org.meridian.registration.otp.Proof;
import org.meridian.registration.resident.Residents;
import org.meridian.registration.staff.Staff;
import org.meridian.registration.staff.StaffAccounts;
import org.meridian.registration.token.PeopleTokens;
import org.meridian.registration.token.RefreshToken;
import org.meridian.registration.token.RefreshTokens;
import org.meridian.registration.vault.Vault;
import org.meridian.registration.vault.Vault.Purpose;
import org.springframework.stereotype.Component;

/** Gives tokens for a proven phone: with everything that phone is in the country, resident and staff. */
@Component
public class Login {

    private final Challenges challenges;
    private final RefreshTokens refreshTokens;
    private final Residents residents;
    private final StaffAccounts accounts;
    private final FirstAdministrator administrator;
    private final PeopleTokens tokens;
    private final CountryTransactions transactions;
    private final Audit audit;
    private final Vault vault;

    Login(
            Challenges challenges,
            RefreshTokens refreshTokens,
            Residents residents,
            StaffAccounts accounts,
            FirstAdministrator administrator,
            PeopleTokens tokens,
            CountryTransactions transactions,
            Vault vault,
            Audit audit) {
        this.audit = audit;
        this.challenges = challenges;
        this.refreshTokens = refreshTokens;
        this.residents = residents;
        this.accounts = accounts;
        this.administrator = administrator;
        this.tokens = tokens;
        this.transactions = transactions;
        this.vault = vault;
    }

    /** @param expiresIn seconds from now */
    public record Session(String accessToken, long expiresIn, String refreshToken, List<Role> roles) {}

    /** @throws ProblemException 401, for a phone without an account as for a wrong code; the code stays good then */
    public Session begin(ChallengeId challenge, String code) {
        Proof proof = challenges.prove(challenge, code);
        Country country = challenge.country();
        byte[] phoneIndex = vault.index(country, Purpose.PHONE, proof.phone().number());
        RefreshToken refresh = refreshTokens.first(country);
        Caller caller = transactions.write(country, () -> {
            challenges.use(proof);
            administrator.ensureAccount(country, proof.phone());
            Caller found = caller(country, phoneIndex).orElseThrow(Challenges::wrongCode);
            refreshTokens.begin(refresh, phoneIndex);
            if (found.staff() != null) { // residents' are theirs alone
                audit.record(country, "staff.logged-in", found, found.staff().toString(), "");
            }
            return found;
        });
        return session(caller, refresh);
    }

    /** @throws ProblemException 401, for a token that is not the newest of its family; the family ends then */
    public Session renew(String text) {
        RefreshToken presented = RefreshToken.parse(text).orElseThrow(Login::invalid);
        RefreshToken next = presented.next();
        Optional<Caller> caller = transactions.write(presented.country(), () -> {
            Optional<Caller> found =
                    refreshTokens.renew(presented, next).flatMap(phoneIndex -> caller(presented.country(), phoneIndex));
            if (found.isEmpty()) {
                refreshTokens.end(presented);
            }
            return found;
        });
        return session(caller.orElseThrow(Login::invalid), next);
    }

    /** Ends a login; the access token lives on for its minutes. Says nothing about what it was given. */
    public void end(String text) {
        RefreshToken.parse(text)
                .ifPresent(presented -> transactions.run(presented.country(), () -> refreshTokens.end(presented)));
    }

    private Session session(Caller caller, RefreshToken refresh) {
        PeopleTokens.Access access = tokens.sign(caller);
        return new Session(
                access.token(),
                access.expiresIn(),
                refresh.text(),
                caller.roles().stream().sorted().toList());
    }

    /** Empty when nobody has this phone: no resident, no staff with a role that has not ended. */
    private Optional<Caller> caller(Country country, byte[] phoneIndex) {
        @Nullable ResidentId resident = residents.byPhone(country, phoneIndex).orElse(null);
        @Nullable Staff staff = accounts.byPhone(country, phoneIndex).orElse(null);
        Set<Role> roles = EnumSet.noneOf(Role.class);
        Instant end = tokens.end(staff != null && !staff.roles().isEmpty());
        if (resident != null) {
            roles.add(Role.RESIDENT);
        }
        if (staff != null) {
            roles.addAll(staff.roles());
            Instant firstEnd = staff.firstEnd().orElse(end);
            end = firstEnd.isBefore(end) ? firstEnd : end;
            if (administrator.is(country, phoneIndex)) {
                roles.add(Role.ADMIN);
            }
        }
        if (roles.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Caller(
                resident != null ? resident.toString() : String.valueOf(staff == null ? null : staff.id()),
                country,
                roles,
                staff == null ? null : staff.id(),
                staff == null ? null : staff.site().orElse(null),
                staff == null ? null : staff.unit().orElse(null),
                end));
    }

    private static ProblemException invalid() {
        return new ProblemException(ProblemType.UNAUTHENTICATED, "The refresh token is not valid, or no longer.");
    }
}
