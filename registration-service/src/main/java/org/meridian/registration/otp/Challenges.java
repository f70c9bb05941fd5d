package org.meridian.registration.otp;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.meridian.db.data.CountryTransactions;
import org.meridian.db.topology.Country;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.meridian.registration.message.Message;
import org.meridian.registration.message.MessageSender;
import org.meridian.registration.person.Phone;
import org.meridian.registration.settings.RegistrationSettings;
import org.meridian.registration.vault.Vault;
import org.meridian.registration.vault.Vault.Purpose;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Codes sent to phones. Whether a phone is known plays no part here. A code is tried at most a few times and used once,
 * however many requests race: each try is counted before its code is looked at, and the use is one conditional UPDATE.
 */
@Component
public class Challenges {

    private static final int CODES = 1_000_000;
    private static final String PHONE = "phone";

    private final JdbcClient jdbc;
    private final CountryTransactions transactions;
    private final Vault vault;
    private final MessageSender sender;
    private final Limits limits;
    private final RegistrationSettings.Otp settings;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Challenges(
            JdbcClient jdbc,
            CountryTransactions transactions,
            Vault vault,
            MessageSender sender,
            Limits limits,
            RegistrationSettings settings,
            Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.vault = vault;
        this.sender = sender;
        this.limits = limits;
        this.settings = settings.otp();
        this.clock = clock;
    }

    /** The code is never in an answer, only in the message. */
    public record Challenge(ChallengeId challengeId, Instant expiresAt) {}

    private record Tried(byte[] codeHash, byte[] phone, byte[] phoneIndex) {}

    /**
     * Makes a code and has it sent, in a write transaction of the id's country.
     *
     * @param address the client's, for the limits alone
     * @throws ProblemException 429, when there were too many lately
     */
    public Challenge open(ChallengeId id, Phone phone, String address) {
        byte[] phoneIndex = index(id.country(), phone);
        limits.codeAskedFor(id.country(), phoneIndex, address);
        Instant now = clock.instant();
        Instant expiresAt = now.plus(settings.lifetime()).truncatedTo(ChronoUnit.SECONDS); // the same length always
        String code = "%06d".formatted(random.nextInt(CODES));
        jdbc.sql("""
                        INSERT INTO otp_challenge
                               (id, country_code, phone_index, phone, code_hash, tries, created_at, expires_at)
                        VALUES (:id, :country, :index, :phone, :hash, 0, :now, :expires)
                        """)
                .param("id", id.id())
                .param("country", id.countryCode())
                .param("index", phoneIndex)
                .param("phone", vault.seal(id, PHONE, phone.number()))
                .param("hash", hash(id, code))
                .param("now", Timestamp.from(now))
                .param("expires", Timestamp.from(expiresAt))
                .update();
        sender.send(new Message.Code(id, phone, code));
        return new Challenge(id, expiresAt);
    }

    /**
     * Counts a try and looks whether the code is right.
     *
     * @throws ProblemException 401, for an unknown, used, expired or exhausted challenge as for a wrong code; 429, when too
     *     many codes were tried for the phone, whichever challenges they were of
     */
    public Proof prove(ChallengeId id, String code) {
        Optional<Tried> tried = transactions.write(id.country(), () -> count(id));
        byte[] given = hash(id, code);
        if (tried.isEmpty() || !MessageDigest.isEqual(tried.get().codeHash(), given)) {
            throw wrongCode();
        }
        return new Proof(id, new Phone(vault.open(id, PHONE, tried.get().phone())));
    }

    private Optional<Tried> count(ChallengeId id) {
        Optional<Tried> tried = jdbc.sql("""
                        UPDATE otp_challenge SET tries = tries + 1
                         WHERE id = :id AND country_code = :country
                           AND used_at IS NULL AND tries < :max AND expires_at > :now
                        RETURNING code_hash, phone, phone_index
                        """)
                .param("id", id.id())
                .param("country", id.countryCode())
                .param("max", settings.tries())
                .param("now", Timestamp.from(clock.instant()))
                .query((row, n) ->
                        new Tried(row.getBytes("code_hash"), row.getBytes("phone"), row.getBytes("phone_index")))
                .optional();
        tried.ifPresent(challenge -> limits.codeTried(id.country(), challenge.phoneIndex()));
        return tried;
    }

    /**
     * Uses a proof up, in the transaction of what it allows: rolled back, the code is good again.
     *
     * @throws ProblemException 401, when another request has used it
     */
    public void use(Proof proof) {
        if (!spend(proof)) {
            throw wrongCode();
        }
    }

    /** Uses a proof up if nobody has. */
    public boolean spend(Proof proof) {
        return jdbc.sql("""
                        UPDATE otp_challenge SET used_at = :now
                         WHERE id = :id AND country_code = :country AND used_at IS NULL
                        """)
                        .param("now", Timestamp.from(clock.instant()))
                        .param("id", proof.challenge().id())
                        .param("country", proof.challenge().countryCode())
                        .update()
                == 1;
    }

    /** Removes what is known of a phone here; of somebody who is erased. */
    public void forget(Country country, byte[] phoneIndex) {
        limits.forget(country, phoneIndex);
        jdbc.sql("DELETE FROM otp_challenge WHERE phone_index = :phone AND country_code = :country")
                .param("phone", phoneIndex)
                .param("country", country.code())
                .update();
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
