package org.meridian.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meridian.platform.test.Together.atOnce;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.meridian.db.test.LocalClusterExtension;
import org.meridian.db.test.StatementLog;
import org.meridian.db.test.TestCluster;
import org.meridian.registration.test.Api;
import org.meridian.registration.test.Api.Answer;
import org.meridian.registration.test.Api.Person;
import org.meridian.registration.test.Api.Sent;
import org.meridian.registration.test.Service;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Issue 5, point 2: people who register at once are written together, and each is answered for himself. */
@ExtendWith(LocalClusterExtension.class)
class RegisteringTogetherIT {

    private static final int PEOPLE = 120;

    private final Service service = Service.shared();
    private final Api api = service.api();
    private final JdbcClient owner = JdbcClient.create(TestCluster.shared().owner("eu"));

    @Test
    void point2ManyRegisterAtOnceWithFewerStatementsThanPeople() {
        List<Map<String, Object>> people = applicants(PEOPLE);
        StatementLog log = service.bean(StatementLog.class);
        log.clear();
        List<Answer> answers = atOnce(people.stream().map(this::registering).toList());
        assertThat(answers).allMatch(answer -> answer.status() == 201);
        assertThat(ids(answers)).doesNotHaveDuplicates().allMatch(this::isThere);
        assertThat(log.ofRequests()).hasSizeLessThan(3 * PEOPLE); // one by one it is eight each
        log.assertPruned("registration");
    }

    @Test
    void point2WhoeverIsRefusedInABatchIsRefusedAlone() {
        Person known = api.aResident("DEU");
        List<Callable<Answer>> work = new ArrayList<>();
        applicants(30).forEach(applicant -> work.add(registering(applicant)));
        Sent ofKnown = api.code("DEU", known.phone());
        work.add(registering(api.registration(ofKnown, "DEU", Api.aNationalId("DEU"))));
        Map<String, Object> contested = api.registration(api.code("DEU", Api.aPhone("DEU")), "DEU", known.nationalId());
        work.add(registering(contested));
        Sent sent = api.code("DEU", Api.aPhone("DEU"));
        work.add(registering(
                api.registration(new Sent(sent.challengeId(), Api.wrong(sent.code())), "DEU", Api.aNationalId("DEU"))));
        List<Answer> answers = atOnce(work);
        assertThat(answers.subList(0, 30)).allMatch(answer -> answer.status() == 201);
        assertThat(answers.get(30).problem()).isEqualTo("already-registered");
        assertThat(answers.get(31).problem()).isEqualTo("wrong-code");
        assertThat(answers.get(32).comparable()).isEqualTo(answers.get(31).comparable());
        assertThat(logIn(ofKnown).status()).as("the code is good still").isEqualTo(200);
        assertThat(call(contested).problem()).as("the code is used up").isEqualTo("wrong-code");
    }

    @Test
    void point2OfManyWithOnePhoneOneIsRegisteredAndOfManyWithOneCodeToo() {
        String phone = Api.aPhone("DEU");
        List<Callable<Answer>> ofOnePhone = IntStream.range(0, 8)
                .mapToObj(i -> registering(api.registration(api.code("DEU", phone), "DEU", Api.aNationalId("DEU"))))
                .toList();
        List<Answer> answers = atOnce(ofOnePhone);
        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 409)
                .hasSize(7)
                .allMatch(answer -> answer.problem().equals("already-registered"));
        Sent one = api.code("DEU", Api.aPhone("DEU"));
        List<Answer> racers = atOnce(IntStream.range(0, 50)
                .mapToObj(i -> registering(api.registration(one, "DEU", Api.aNationalId("DEU"))))
                .toList());
        assertThat(racers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(racers).extracting(Answer::status).isSubsetOf(201, 401);
    }

    @Test
    void point2OfManyWrongCodesAtOnceFiveAreLookedAtAndCounted() {
        Sent sent = api.code("DEU", Api.aPhone("DEU"));
        Sent wrong = new Sent(sent.challengeId(), Api.wrong(sent.code()));
        List<Answer> answers = atOnce(Collections.nCopies(50, () -> logIn(wrong)));
        assertThat(answers).extracting(Answer::problem).containsOnly("wrong-code");
        assertThat(owner.sql("SELECT tries FROM registration.otp_challenge_eu WHERE id = :id")
                        .param(
                                "id",
                                org.meridian.registration.otp.ChallengeId.of(sent.challengeId())
                                        .id())
                        .query(Integer.class)
                        .single())
                .isEqualTo(5);
        assertThat(logIn(sent).problem()).as("not even the right one now").isEqualTo("wrong-code");
    }

    @Test
    void point2WhoIsToldToBeRegisteredIsSoOnceThoughConnectionsAreKilledInTheMiddle() throws InterruptedException {
        List<Map<String, Object>> people = applicants(PEOPLE);
        AtomicBoolean over = new AtomicBoolean();
        Thread killer = Thread.ofVirtual().start(() -> {
            while (!over.get()) {
                owner.sql("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                                + " WHERE usename = 'registration' AND query LIKE '%INSERT INTO resident%'")
                        .query(Long.class)
                        .single();
            }
        });
        List<Answer> answers = atOnce(people.stream().map(this::registering).toList());
        over.set(true);
        killer.join(); // or it could still kill another test's
        assertThat(answers).extracting(Answer::status).isSubsetOf(201, 503);
        assertThat(ids(answers)).doesNotHaveDuplicates().allMatch(this::isThere);
    }

    private List<Map<String, Object>> applicants(int number) {
        List<Callable<Map<String, Object>>> asking = Collections.nCopies(
                number, () -> api.registration(api.code("DEU", Api.aPhone("DEU")), "DEU", Api.aNationalId("DEU")));
        return atOnce(asking);
    }

    private Callable<Answer> registering(Map<String, Object> applicant) {
        return () -> call(applicant);
    }

    private Answer call(Map<String, Object> applicant) {
        return api.post("/v1/residents", null, applicant);
    }

    private Answer logIn(Sent sent) {
        return api.post("/v1/token", null, Map.of("challengeId", sent.challengeId(), "code", sent.code()));
    }

    private static List<String> ids(List<Answer> answers) {
        return answers.stream()
                .filter(answer -> answer.status() == 201)
                .map(answer -> answer.text("residentId"))
                .toList();
    }

    private boolean isThere(String id) {
        return owner.sql("SELECT count(*) FROM registration.resident_eu WHERE id = :id")
                        .param("id", org.meridian.platform.id.ResidentId.of(id).id())
                        .query(Integer.class)
                        .single()
                == 1;
    }
}
