package org.meridian.registration.otp;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.meridian.db.topology.Country;
import org.meridian.platform.commit.GroupCommit;
import org.meridian.platform.commit.GroupCommits;
import org.meridian.platform.id.IdGenerator;
import org.meridian.platform.idempotency.Once;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.meridian.registration.message.Message;
import org.meridian.registration.message.MessageSender;
import org.meridian.registration.otp.ChallengeRows.Asked;
import org.meridian.registration.otp.ChallengeRows.Tried;
import org.meridian.registration.otp.ChallengeRows.Try;
import org.meridian.registration.person.Phone;
import org.meridian.registration.settings.RegistrationSettings;
import org.meridian.registration.vault.Vault;
import org.meridian.registration.vault.Vault.Purpose;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * Codes sent to phones. Whether a phone is known plays no part here. A code stands a few wrong tries and is used once,
 * however many requests race: a wrong one is counted by the statement that finds it wrong, and answered after its commit,
 * and the use is one conditional UPDATE. A right one is no try: who is told to come again can. What many ask for at the same time is written together.
 */
@Component
public class Challenges {

    private static final int CODES = 1_000_000;
    private static final String PHONE = "phone";

    private final CountedChallenges together;
    private final ChallengeRows rows;
    private final Vault vault;
    private final MessageSender sender;
    private final Limits limits;
    private final RegistrationSettings.Otp settings;
    private final IdGenerator ids;
    private final Clock clock;
    private final GroupCommit<Asked, Optional<ProblemException>> opening;
    private final GroupCommit<Try, Tried> trying;
    private final SecureRandom random = new SecureRandom();

    Challenges(
            CountedChallenges together,
            ChallengeRows rows,
            GroupCommits commits,
            Vault vault,
            MessageSender sender,
            Limits limits,
            RegistrationSettings settings,
            IdGenerator ids,
            Clock clock) {
        this.together = together;
        this.rows = rows;
        this.vault = vault;
        this.sender = sender;
        this.limits = limits;
        this.settings = settings.otp();
        this.ids = ids;
        this.clock = clock;
        this.opening = commits.of("codes asked for", this::openAll);
        this.trying = commits.of("codes tried", new Trying(together, rows, limits, this.settings));
    }

    /** The code is never in an answer, only in the message. */
    public record Challenge(ChallengeId challengeId, Instant expiresAt) {}

    /**
     * Makes a code and has it sent.
     *
     * @param address the client's, for the limits alone
     * @throws ProblemException 429, when there were too many lately
     */
    public ResponseEntity<?> open(
            Country country, Phone phone, String address, Once once, Function<Challenge, ResponseEntity<?>> answer) {
        Asked asked = asked(ids.next(country, ChallengeId::new), phone, address);
        return once.in(country, opening, () -> asked, refused -> {
            if (refused.isPresent()) {
                throw refused.get();
            }
            return answer.apply(new Challenge(asked.id(), asked.expiresAt()));
        });
    }

    private Asked asked(ChallengeId id, Phone phone, String address) {
        Instant now = clock.instant();
        String code = "%06d".formatted(random.nextInt(CODES));
        byte[] phoneIndex = index(id.country(), phone);
        return new Asked(
                id,
                phoneIndex,
                vault.seal(id, PHONE, phone.number()),
                hash(id, code),
                now,
                now.plus(settings.lifetime()).truncatedTo(ChronoUnit.SECONDS), // the same length always
                limits.triesKey(id.country(), phoneIndex),
                address,
                new Message.Code(id, phone, code));
    }

    private List<Optional<ProblemException>> openAll(Country country, List<Asked> asked) {
        List<Limits.Asker> askers = asked.stream()
                .map(one -> new Limits.Asker(one.phoneIndex(), one.address()))
                .toList();
        if (together.ask(country, limits.codesNow(), limits.wanted(country, askers), asked)) {
            sender.sendAll(asked.stream().map(Asked::message).toList());
            return Collections.nCopies(asked.size(), Optional.empty());
        }
        List<Optional<ProblemException>> refused = limits.codesAskedFor(country, askers);
        List<Asked> allowed = IntStream.range(0, asked.size())
                .filter(i -> refused.get(i).isEmpty())
                .mapToObj(asked::get)
                .toList();
        rows.insert(country, allowed);
        sender.sendAll(allowed.stream().map(Asked::message).toList());
        return refused;
    }

    /**
     * Looks whether a code is right, and counts it if it is not.
     *
     * @throws ProblemException 401, for an unknown, used, expired or exhausted challenge as for a wrong code; 429, when too
     *     many wrong ones were tried for the phone, whichever challenges they were of
     */
    public Proof prove(ChallengeId id, String code) {
        return switch (trying.submit(id.country(), new Try(id, hash(id, code)))) {
            case Tried.TooOften(ProblemException problem) -> throw problem;
            case Tried.Wrong() -> throw wrongCode();
            case Tried.Right(byte[] phone, byte[] phoneIndex) ->
                new Proof(id, vault.open(id, PHONE, phone), phoneIndex);
        };
    }

    /** Makes proofs good again that were used up in this transaction. */
    public void giveBack(Country country, List<ChallengeId> proven) {
        rows.giveBack(country, proven);
    }

    /** Removes what is known of a phone here; of somebody who is erased. */
    public void forget(Country country, byte[] phoneIndex) {
        limits.forget(country, phoneIndex);
        rows.delete(country, phoneIndex);
    }

    /** The one answer to everything that is wrong with a code. */
    public static ProblemException wrongCode() {
        return new ProblemException(ProblemType.WRONG_CODE, "The code is wrong, used or expired.");
    }

    private byte[] index(Country country, Phone phone) {
        return vault.index(country, Purpose.PHONE, phone.number());
    }

    /** Keyed, because six digits are tried through in no time by somebody who has the table; salted by the id. */
    private byte[] hash(ChallengeId id, String code) {
        return vault.index(id.country(), Purpose.CODE, id + " " + code);
    }
}
