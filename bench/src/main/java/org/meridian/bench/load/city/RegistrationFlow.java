package org.meridian.bench.load.city;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.meridian.bench.traffic.Calls;
import org.meridian.bench.traffic.HttpBytes;
import org.meridian.bench.traffic.Reply;
import org.meridian.platform.id.Ids;
import org.meridian.platform.id.ResidentId;

/**
 * A registration is two calls: a code is asked for, and some seconds later, when it has been read, it comes back with the
 * person's data. Both are made. The codes come out of the local profile's outbox ({@link Phones}).
 */
public final class RegistrationFlow implements Flow {

    private static final AtomicLong NOBODY_TWICE = new AtomicLong();

    private final City city;
    private final long first;
    private final Phones phones;
    private final String[] challenges;
    private final Ledger<UUID> asked = new Ledger<>();
    private final Ledger<UUID> registered = new Ledger<>();
    private @Nullable Instant begun;

    public RegistrationFlow(City city, int count) {
        this.city = city;
        // another seed on a platform that already runs begins elsewhere
        this.first = city.world().seed() % 20 * 5_000_000 + NOBODY_TWICE.getAndAdd(count);
        this.phones = new Phones(city, count);
        this.challenges = new String[count];
    }

    @Override
    public String name() {
        return "registration";
    }

    @Override
    public void begin() {
        begun = City.now();
        phones.listen();
    }

    @Override
    public void phaseEnded() {
        phones.read();
    }

    @Override
    public void end() {
        phones.close();
    }

    @Override
    public List<Calls> phases() {
        return List.of(new Codes(), new Registrations());
    }

    /** Rows of this run: nobody else registers meanwhile. */
    @Override
    public Account account() {
        Timestamp since = Timestamp.from(Objects.requireNonNull(begun));
        return asked.compare(ids(
                        "SELECT id FROM " + city.table("registration", "otp_challenge") + " WHERE created_at >= ?",
                        since))
                .and(registered.compare(ids(
                        "SELECT id FROM " + city.table("registration", "resident") + " WHERE registered_at >= ?",
                        since)));
    }

    private List<UUID> ids(String sql, Timestamp since) {
        return city.world().sql().list(sql, row -> row.getObject(1, UUID.class), since);
    }

    private Applicant applicant(int number) {
        return Applicant.of(City.country(number), first + number);
    }

    /** {@code POST /v1/otp}. */
    private final class Codes implements Calls {
        @Override
        public String name() {
            return "registration: code";
        }

        @Override
        public byte[] request(int number) {
            Applicant applicant = applicant(number);
            return HttpBytes.post(
                    city.gateway(),
                    "/v1/otp",
                    null,
                    "{\"country\":\"" + applicant.country() + "\",\"phone\":\"" + applicant.phone() + "\"}");
        }

        @Override
        public void answered(int number, Reply reply) {
            if (reply.status() == 202) {
                String id = reply.field("challengeId");
                UUID challenge = Ids.parse(id, ResidentId::new).id();
                challenges[number] = id;
                asked.acknowledged(challenge);
                phones.expect(number, challenge);
            } else if (reply.status() >= 500) {
                asked.uncertain();
            }
        }

        @Override
        public void unanswered(int number) {
            asked.uncertain();
        }
    }

    /** {@code POST /v1/residents}. */
    private final class Registrations implements Calls {
        @Override
        public String name() {
            return RegistrationFlow.this.name();
        }

        @Override
        public byte @Nullable [] request(int number) {
            String code = phones.code(number);
            if (code == null) {
                return null;
            }
            Applicant applicant = applicant(number);
            return HttpBytes.post(
                    city.gateway(),
                    "/v1/residents",
                    null,
                    "{\"challengeId\":\"" + challenges[number] + "\",\"code\":\"" + code + "\",\"country\":\""
                            + applicant.country() + "\",\"nationalId\":{\"scheme\":\"" + applicant.scheme()
                            + "\",\"number\":\"" + applicant.nationalId()
                            + "\"},\"name\":\"Erika Mustermann\",\"birthDate\":\"1964-08-12\"}");
        }

        @Override
        public void answered(int number, Reply reply) {
            if (reply.status() == 201) {
                registered.acknowledged(
                        Ids.parse(reply.field("residentId"), ResidentId::new).id());
            } else if (reply.status() >= 500) {
                registered.uncertain();
            }
        }

        @Override
        public void unanswered(int number) {
            registered.uncertain();
        }
    }
}
