package org.meridian.registration.otp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meridian.db.data.CountryStatements;
import org.meridian.db.data.CountryTransactions;
import org.meridian.db.test.LocalClusterExtension;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.IdGenerator;
import org.meridian.platform.test.HandClock;
import org.meridian.registration.message.Message;
import org.meridian.registration.otp.ChallengeRows.Asked;
import org.meridian.registration.otp.ChallengeRows.Held;
import org.meridian.registration.otp.ChallengeRows.Tried;
import org.meridian.registration.otp.ChallengeRows.Try;
import org.meridian.registration.person.Phone;
import org.meridian.registration.settings.RegistrationSettings;
import org.meridian.registration.test.Api;
import org.meridian.registration.test.Service;
import org.meridian.registration.vault.Vault;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wrong codes are tries and right ones are none; the one statement says of every batch what looking one by one says. */
@ExtendWith(LocalClusterExtension.class)
class TryingIT {

    private static final int STEPS = 60;
    private static final int PHONES = 3;
    private static final int CHALLENGES = 3;
    private static final int TRIES = 5;
    private static final int TRIES_PER_PHONE = 12;

    private final Service service = Service.shared();
    private final HandClock clock = new HandClock();
    private final ChallengeRows rows = service.bean(ChallengeRows.class);
    private final RegistrationSettings settings = new Binder(new MapConfigurationPropertySource(
                    Map.of("meridian.registration.otp.tries-per-phone", TRIES_PER_PHONE)))
            .bindOrCreate("meridian.registration", RegistrationSettings.class);
    private final Limits limits =
            new Limits(new Counts(service.bean(CountRows.class), service.bean(Vault.class), clock), settings);

    private enum Kind {
        RIGHT,
        WRONG,
        TOO_OFTEN
    }

    /** A phone and its codes; the same is done to two of them, in two ways. */
    private record Sent(byte[] phoneIndex, List<Asked> codes) {}

    /** Also where the rows lie on another region's node. */
    @ParameterizedTest
    @ValueSource(strings = {"DEU", "TWN"})
    void theSameBatchesEndAsTheyDoOneByOneAndRightCodesCountAsNothing(String code) {
        Country country = Country.of(code);
        Random random = new Random(20261123);
        Together statement = new Together(true);
        Trying together = trying(statement);
        Trying oneByOne = trying(new Together(false));
        List<Sent> ofOne = sent(country, random);
        List<Sent> ofOther = sent(country, random);
        Map<Kind, Integer> seen = new EnumMap<>(Kind.class);
        for (int step = 0; step < STEPS; step++) {
            clock.pass(Duration.ofSeconds(random.nextInt(400)));
            int phone = random.nextInt(PHONES);
            List<Integer> codes =
                    random.ints(1 + random.nextInt(6), 0, CHALLENGES).boxed().toList();
            List<Boolean> right = codes.stream().map(i -> random.nextInt(5) < 2).toList();
            List<Integer> before = tries(country, ofOne.get(phone));
            List<Kind> told = kinds(country, together, tries(ofOne.get(phone), codes, right));
            List<Kind> expected = kinds(country, oneByOne, tries(ofOther.get(phone), codes, right));
            assertThat(told).as("step " + step).isEqualTo(expected);
            List<Integer> after = tries(country, ofOne.get(phone));
            assertThat(after).isEqualTo(tries(country, ofOther.get(phone))).allMatch(tries -> tries <= TRIES);
            assertRight(codes, right, told, before, after);
            told.forEach(kind -> seen.merge(kind, 1, Integer::sum));
            if (after.stream().allMatch(tries -> tries == TRIES)) {
                renew(country, ofOne.get(phone));
                renew(country, ofOther.get(phone));
            }
        }
        assertThat(seen).containsOnlyKeys(Kind.values());
        assertThat(statement.done).as("both happened").isBetween(STEPS / 4, STEPS * 9 / 10);
    }

    private static void assertRight(
            List<Integer> codes, List<Boolean> right, List<Kind> told, List<Integer> before, List<Integer> after) {
        for (int i = 0; i < told.size(); i++) {
            if (told.get(i) == Kind.RIGHT) {
                assertThat(right.get(i)).isTrue();
                assertThat(before.get(codes.get(i))).isLessThan(TRIES);
            }
        }
        for (int challenge = 0; challenge < CHALLENGES; challenge++) {
            int of = challenge;
            long wrong = IntStream.range(0, codes.size())
                    .filter(i -> codes.get(i) == of && !right.get(i) && told.get(i) == Kind.WRONG)
                    .count();
            assertThat(after.get(challenge)).isEqualTo((int) Math.min(TRIES, before.get(challenge) + wrong));
        }
    }

    private Trying trying(CountedChallenges counted) {
        return new Trying(counted, rows, limits, settings.otp());
    }

    /** The statement, or none. */
    private final class Together extends CountedChallenges {

        private final boolean used;
        private int done;

        Together(boolean used) {
            super(service.bean(CountryStatements.class));
            this.used = used;
        }

        @Override
        Optional<Map<ChallengeId, Held>> count(
                Country country, Counting counting, List<Try> tries, int ofEach, int ofPhone) {
            Optional<Map<ChallengeId, Held>> counted =
                    used ? super.count(country, counting, tries, ofEach, ofPhone) : Optional.empty();
            done += counted.isPresent() ? 1 : 0;
            return counted;
        }
    }

    private List<Kind> kinds(Country country, Trying trying, List<Try> tries) {
        List<Tried> tried = service.bean(CountryTransactions.class).write(country, () -> trying.write(country, tries));
        return tried.stream()
                .map(one -> switch (one) {
                    case Tried.Right right -> Kind.RIGHT;
                    case Tried.Wrong wrong -> Kind.WRONG;
                    case Tried.TooOften tooOften -> Kind.TOO_OFTEN;
                })
                .toList();
    }

    private static List<Try> tries(Sent sent, List<Integer> codes, List<Boolean> right) {
        return IntStream.range(0, codes.size())
                .mapToObj(i -> {
                    Asked asked = sent.codes().get(codes.get(i));
                    return new Try(asked.id(), right.get(i) ? asked.codeHash() : asked.phoneIndex());
                })
                .toList();
    }

    private List<Integer> tries(Country country, Sent sent) {
        return sent.codes().stream()
                .map(asked -> service.bean(JdbcClient.class)
                        .sql("SELECT tries FROM otp_challenge WHERE id = :id AND country_code = :country")
                        .param("id", asked.id().id())
                        .param("country", country.code())
                        .query(Integer.class)
                        .single())
                .toList();
    }

    private List<Sent> sent(Country country, Random random) {
        return IntStream.range(0, PHONES)
                .mapToObj(i -> {
                    byte[] phoneIndex = new byte[32];
                    random.nextBytes(phoneIndex);
                    Sent sent = new Sent(phoneIndex, new ArrayList<>());
                    renew(country, sent);
                    return sent;
                })
                .toList();
    }

    private void renew(Country country, Sent sent) {
        sent.codes().clear();
        for (int i = 0; i < CHALLENGES; i++) {
            ChallengeId id = service.bean(IdGenerator.class).next(country, ChallengeId::new);
            byte[] codeHash = new byte[32];
            codeHash[0] = (byte) (i + 1);
            sent.codes()
                    .add(new Asked(
                            id,
                            sent.phoneIndex(),
                            new byte[32],
                            codeHash,
                            clock.instant(),
                            clock.instant().plus(Duration.ofDays(1)),
                            limits.triesKey(country, sent.phoneIndex()),
                            "192.0.2.1",
                            new Message.Code(id, new Phone(Api.aPhone("DEU")), "000000")));
        }
        service.bean(CountryTransactions.class).run(country, () -> rows.insert(country, sent.codes()));
    }
}
