package org.meridian.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.meridian.db.test.LocalClusterExtension;
import org.meridian.db.test.TestCluster;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.test.TestTokens;
import org.meridian.registration.rewrap.Rewrapping;
import org.meridian.registration.rewrap.Rewraps;
import org.meridian.registration.test.Api;
import org.meridian.registration.test.Api.Answer;
import org.meridian.registration.test.Api.Person;
import org.meridian.registration.test.Service;
import org.meridian.registration.vault.Rotations;
import org.meridian.registration.vault.Vault;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two processes of a region on one keyset, which is rotated under them. */
@ExtendWith(LocalClusterExtension.class)
class RotationIT {

    private static final String COUNTRY = "ITA"; // no other test's

    @Test
    void point4TheWrappingKeyRotatesUnderLoadWithoutAnErrorAndTheOldOneIsNeededNoMore() throws Exception {
        Path file = TestTokens.keys().resolve("registration-keyset.json");
        Service one = Service.shared(); // other tests' too, which go on with what this one leaves behind
        Service two = Service.start(Map.of("management.server.port", "0"));
        JdbcClient.create(TestCluster.shared().owner("eu"))
                .sql("DELETE FROM registration.otp_challenge_eu") // other tests' phones, which need the old key
                .update();
        Queue<Person> people = new ConcurrentLinkedQueue<>();
        AtomicBoolean end = new AtomicBoolean();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
                AutoCloseable _ = () -> end.set(true)) { // also when a check fails, or the callers would go on for ever
            List<Future<Integer>> load = new ArrayList<>();
            for (Service service : List.of(one, two, one, two)) {
                load.add(callers.submit(() -> registerLogInAndRead(service, people, end)));
            }
            await().until(() -> people.size() > 20);
            int before = one.bean(Vault.class).primary();
            Rotations.addAndPromote(file);
            int after = one.bean(Vault.class).primary();
            assertThat(after).isNotEqualTo(before);
            assertThat(two.bean(Vault.class).primary()).isEqualTo(after);
            int seen = people.size();
            await().until(() -> people.size() > seen + 20);
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                one.bean(Rewrapping.class).renew();
                return two.bean(Rewrapping.class).renew() == 0;
            });
            assertThat(operators(two)).contains("\"primary\":" + after, "\"keys\":[" + before + "," + after + "]");
            dropOthers(one, file);
            assertThat(one.bean(Vault.class).keys()).containsExactly(after);
            assertThat(two.bean(Vault.class).keys()).containsExactly(after);
            int dropped = people.size();
            await().until(() -> people.size() > dropped + 20);
            end.set(true);
            int calls = 0;
            for (Future<Integer> caller : load) {
                calls += caller.get(); // fails with the first answer that was no success
            }
            assertThat(calls).isGreaterThan(200);
            assertThat(people)
                    .allSatisfy(person -> assertThat(
                                    two.api().get("/v1/me", person.token()).text("name"))
                            .isEqualTo("Kim Beispiel"));
            assertThat(JdbcClient.create(TestCluster.shared().owner("eu"))
                            .sql(
                                    "SELECT count(DISTINCT substring(data_key FROM 1 FOR 5)) FROM registration.resident_eu")
                            .query(Integer.class)
                            .single())
                    .isOne();
            assertThat(operators(two))
                    .containsPattern("\"keys\":\\[" + after + "],\"needing\":\\{\"" + after + "\":\\d+}");
        } finally {
            two.close();
        }
    }

    @Test
    void point4ARewrappingThatIsCutOffBetweenTwoKeysGoesOnWhereItWas() throws Exception {
        Path file = TestTokens.keys().resolve("registration-keyset.json");
        Service service = Service.shared();
        JdbcClient owner = JdbcClient.create(TestCluster.shared().owner("eu"));
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            people.add(service.api().aResident("CYP")); // no other test's
        }
        people.sort(
                Comparator.comparing(person -> ResidentId.of(person.id()).id().toString()));
        owner.sql("CREATE FUNCTION registration.cut_off() RETURNS trigger LANGUAGE plpgsql AS"
                        + " 'BEGIN IF NEW.id = ''"
                        + ResidentId.of(people.get(2).id()).id()
                        + "'' THEN RAISE EXCEPTION ''cut off''; END IF; RETURN NEW; END'")
                .update();
        owner.sql("CREATE TRIGGER cut_off BEFORE UPDATE ON registration.resident_eu"
                        + " FOR EACH ROW EXECUTE FUNCTION registration.cut_off()")
                .update();
        try {
            Rotations.addAndPromote(file);
            int after = service.bean(Vault.class).primary();
            assertThatThrownBy(() -> Rewraps.oneByOne(service, Country.of("CYP")))
                    .isInstanceOf(DataAccessException.class);
            assertThat(under(owner, after))
                    .as("two are done, the third was being done")
                    .isEqualTo(2);
            assertReadable(service, people);
        } finally {
            owner.sql("DROP TRIGGER cut_off ON registration.resident_eu").update();
            owner.sql("DROP FUNCTION registration.cut_off()").update();
        }
        int after = service.bean(Vault.class).primary();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> service.bean(Rewrapping.class).renew() == 0 && under(owner, after) == 5);
        assertReadable(service, people);
        owner.sql("DELETE FROM registration.otp_challenge_eu").update(); // phones that need the old key
        dropOthers(service, file);
        assertThat(service.bean(Vault.class).keys()).containsExactly(after);
        assertReadable(service, people);
    }

    /** The administrators of all tests are of another region, whose process would see to them. */
    private static void dropOthers(Service service, Path file) throws Exception {
        Rewraps.all(service, Country.of("USA"));
        Rotations.dropOthers(file);
    }

    private static long under(JdbcClient owner, int key) {
        return owner.sql("SELECT count(*) FROM registration.resident_eu WHERE country_code = 'CYP'"
                        + " AND substring(data_key FROM 2 FOR 4) = :key")
                .param("key", ByteBuffer.allocate(Integer.BYTES).putInt(key).array())
                .query(Long.class)
                .single();
    }

    private static void assertReadable(Service service, List<Person> people) {
        assertThat(people)
                .allSatisfy(person -> assertThat(
                                service.api().get("/v1/me", person.token()).text("name"))
                        .isEqualTo("Kim Beispiel"));
    }

    /** What the one who rotates goes by. */
    private static String operators(Service service) throws Exception {
        String port = service.bean(Environment.class).getProperty("local.management.port");
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/vault"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** @return how many calls were answered as they should */
    private static int registerLogInAndRead(Service service, Queue<Person> people, AtomicBoolean end) {
        Api api = service.api();
        int calls = 0;
        while (!end.get()) {
            Person person = api.aResident(COUNTRY);
            people.add(person);
            Person earlier = people.peek();
            Answer session = api.login(COUNTRY, person.phone());
            assertThat(session.status()).as(session.body()).isEqualTo(200);
            for (Person read : List.of(person, earlier)) {
                Answer me = api.get("/v1/me", read.token());
                assertThat(me.status()).as(me.body()).isEqualTo(200);
            }
            calls += 6;
        }
        return calls;
    }
}
