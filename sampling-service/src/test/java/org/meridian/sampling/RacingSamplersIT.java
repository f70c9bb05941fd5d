package org.meridian.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meridian.platform.test.Together.atOnce;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.test.TestTokens;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Many at once: never one too many, nobody twice, nobody after sealing. */
class RacingSamplersIT {

    private static final int SAMPLERS = 40;

    private final JdbcClient jdbc = Service.running().jdbc();

    /** Also for a tube in another region's partition: what holds a tube's count together there is the foreign row's lock. */
    @ParameterizedTest
    @ValueSource(strings = {"DEU", "TWN"})
    void fortySamplersPutTenIntoATubeOfTen(String country) {
        Desk desk = Desk.approved(country);
        String barcode = desk.tube(10);
        List<Callable<Api.Answer>> samplers = IntStream.range(0, SAMPLERS)
                .<Callable<Api.Answer>>mapToObj(i -> () -> desk.add(barcode, TestTokens.aResident(country)))
                .toList();
        List<Api.Answer> answers = atOnce(samplers);
        long in = answers.stream().filter(answer -> answer.status() == 201).count();
        // the home region serves all; from afar colliding transactions may be given up and told to come again
        assertThat(answers)
                .allMatch(a -> a.status() == 201
                        || a.problem().equals("tube-full")
                        || (!country.equals("DEU") && a.status() == 503));
        if (country.equals("DEU")) {
            assertThat(in).isEqualTo(10);
        }
        assertThat(people(barcode, country)).isEqualTo(in).isLessThanOrEqualTo(10);
        assertThat(desk.show(barcode).body().path("filled").asLong()).isEqualTo(in);
        assertThat(answers.stream()
                        .filter(answer -> answer.status() == 201)
                        .map(answer -> answer.body().path("filled").asInt()))
                .doesNotHaveDuplicates();
    }

    @Test
    void onePersonScannedTwentyTimesAtOnceIsInTheTubeOnce() {
        Desk desk = Desk.approved("DEU");
        String barcode = desk.tube(20);
        ResidentId resident = TestTokens.aResident("DEU");
        List<Api.Answer> answers = atOnce(Collections.nCopies(20, () -> desk.add(barcode, resident)));
        assertThat(answers).filteredOn(a -> a.status() == 201).hasSize(1);
        assertThat(answers)
                .filteredOn(a -> a.problem().equals("already-in-tube"))
                .hasSize(19);
        assertThat(people(barcode, "DEU")).isEqualTo(1);
        assertThat(desk.show(barcode).body().path("filled").asInt()).isEqualTo(1);
    }

    @Test
    void nobodyIsInATubeAfterItsSealing() {
        for (int round = 0; round < 5; round++) {
            Desk desk = Desk.approved("DEU");
            String barcode = desk.tube(20);
            desk.add(barcode, TestTokens.aResident("DEU"));
            List<Callable<Api.Answer>> work = new ArrayList<>();
            for (int i = 0; i < 15; i++) {
                work.add(() -> desk.add(barcode, TestTokens.aResident("DEU")));
            }
            work.add(7, () -> desk.seal(barcode));
            List<Api.Answer> answers = atOnce(work);
            int sealedWith = answers.get(7).body().path("filled").asInt();
            long in = 1 + answers.stream().filter(a -> a.status() == 201).count();
            assertThat(in).isEqualTo(sealedWith);
            assertThat(people(barcode, "DEU")).isEqualTo(sealedWith);
            assertThat(answers)
                    .allMatch(a -> a.status() == 201
                            || a.status() == 200
                            || a.problem().equals("tube-not-open"));
        }
    }

    @Test
    void twoDesksThatSyncAtOnceShareTheTubesPlaces() {
        Desk desk = Desk.approved("DEU");
        List<String> tubes = List.of(desk.tube(10), desk.tube(10), desk.tube(5));
        String now = java.time.Clock.systemUTC().instant().toString();
        List<List<Map<String, String>>> batches = IntStream.range(0, 2)
                .mapToObj(i -> {
                    List<String> order = new ArrayList<>(tubes);
                    if (i == 1) {
                        Collections.reverse(order);
                    }
                    return order.stream()
                            .flatMap(tube -> IntStream.range(0, 8)
                                    .mapToObj(j -> Map.of(
                                            "clientId",
                                            UUID.randomUUID().toString(),
                                            "barcode",
                                            tube,
                                            "residentId",
                                            TestTokens.aResident("DEU").toString(),
                                            "sampledAt",
                                            now)))
                            .toList();
                })
                .toList();
        List<Callable<Api.Answer>> desks = batches.stream()
                .flatMap(batch -> Collections.nCopies(3, (Callable<Api.Answer>) () -> desk.batch(batch)).stream())
                .toList();
        List<Api.Answer> answers = atOnce(desks); // each batch three times
        assertThat(answers).allMatch(a -> a.status() == 200);
        assertThat(tubes.stream().map(tube -> people(tube, "DEU"))).containsExactly(10L, 10L, 5L);
        assertThat(tubes.stream()
                        .map(tube -> desk.show(tube).body().path("filled").asInt()))
                .containsExactly(10, 10, 5);
        long accepted = answers.stream()
                .flatMap(a -> a.body().valueStream())
                .filter(outcome -> outcome.path("outcome").asString().equals("ACCEPTED"))
                .count();
        assertThat(accepted).isEqualTo(25);
    }

    private long people(String barcode, String country) {
        return jdbc.sql(
                        "SELECT count(DISTINCT resident_id) FROM sample WHERE barcode = :barcode AND country_code = :country")
                .param("barcode", barcode)
                .param("country", country)
                .query(Long.class)
                .single();
    }
}
