package org.meridian.registration.login;

import java.util.List;
import java.util.Optional;
import org.meridian.db.data.CountryTransactions;
import org.meridian.db.topology.Country;
import org.meridian.platform.commit.GroupCommit;
import org.meridian.platform.commit.GroupCommits;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.meridian.platform.token.Caller;
import org.meridian.platform.token.Role;
import org.meridian.platform.web.Trace;
import org.meridian.registration.otp.ChallengeId;
import org.meridian.registration.otp.Challenges;
import org.meridian.registration.otp.Proof;
import org.meridian.registration.token.PeopleTokens;
import org.meridian.registration.token.RefreshToken;
import org.meridian.registration.token.RefreshTokens;
import org.springframework.stereotype.Component;

/** Gives tokens for a proven phone: with everything that phone is in the country, resident and staff. */
@Component
public class Login {

    private final Challenges challenges;
    private final RefreshTokens refreshTokens;
    private final Callers callers;
    private final FirstAdministrators administrators;
    private final PeopleTokens tokens;
    private final CountryTransactions transactions;
    private final GroupCommit<LoggingIn.Beginning, Optional<Caller>> beginning;

    Login(
            Challenges challenges,
            RefreshTokens refreshTokens,
            Callers callers,
            FirstAdministrators administrators,
            PeopleTokens tokens,
            CountryTransactions transactions,
            LoggingIn writer,
            GroupCommits commits) {
        this.challenges = challenges;
        this.refreshTokens = refreshTokens;
        this.callers = callers;
        this.administrators = administrators;
        this.tokens = tokens;
        this.transactions = transactions;
        this.beginning = commits.of("logins", writer);
    }

    /** @param expiresIn seconds from now */
    public record Session(String accessToken, long expiresIn, String refreshToken, List<Role> roles) {}

    /** @throws ProblemException 401, for a phone without an account as for a wrong code; the code stays good then */
    public Session begin(ChallengeId challenge, String code) {
        Proof proof = challenges.prove(challenge, code);
        Country country = challenge.country();
        RefreshToken refresh = refreshTokens.first(country);
        LoggingIn.Beginning login = new LoggingIn.Beginning(
                proof,
                refresh,
                administrators.are(country, proof.phoneIndex()),
                Trace.id().orElse(null));
        return session(beginning.submit(country, login).orElseThrow(Challenges::wrongCode), refresh);
    }

    /** @throws ProblemException 401, for a token that is not the newest of its family; the family ends then */
    public Session renew(String text) {
        RefreshToken presented = RefreshToken.parse(text).orElseThrow(Login::invalid);
        RefreshToken next = presented.next();
        Optional<Caller> caller = transactions.write(presented.country(), () -> {
            Optional<Caller> found = refreshTokens
                    .renew(presented, next)
                    .flatMap(phoneIndex -> callers.byPhone(presented.country(), phoneIndex));
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

    private static ProblemException invalid() {
        return new ProblemException(ProblemType.UNAUTHENTICATED, "The refresh token is not valid, or no longer.");
    }
}
