package org.meridian.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meridian.platform.test.Together.atOnce;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meridian.db.test.StatementLog;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.test.TestTokens;
import org.meridian.platform.token.Role;

/** Issue 5, point 2: tubes that are opened, sealed or received at once are written together, and each is answered for itself. */
class TubesTogetherIT {

    private static final int TUBES = 60;
    private static final SiteId NOBODYS = new SiteId(UUID.randomUUID(), "DEU");

    private final Service service = Service.running();
    private final Api api = service.api();

    @Test
    void point2HundredsAreOpenedFilledSealedAndReceivedAtOnceWithFewStatements() {
        Desk desk = Desk.approved("DEU");
        List<String> tubes = Stream.generate(Desk::aBarcode).limit(TUBES).toList();
        StatementLog log = service.log();
        for (Step step : List.of(
                new Step("OPEN", 201, tube -> desk.open(tube, 5)),
                new Step("OPEN", 201, tube -> desk.add(tube, TestTokens.aResident("DEU"))),
                new Step("SEALED", 200, desk::seal),
                new Step("RECEIVED", 200, desk::receive))) {
            log.clear();
            List<Api.Answer> answers = atOnce(tubes.stream()
                    .<Callable<Api.Answer>>map(tube -> () -> step.at().apply(tube))
                    .toList());
            assertThat(answers).allMatch(answer -> answer.status() == step.status());
            assertThat(log.ofRequests()).as("not one for each").hasSizeLessThan(TUBES);
            log.assertPruned("sampling");
            assertThat(tubes).allMatch(tube -> desk.show(tube).text("state").equals(step.state()));
        }
        assertThat(tubes).allMatch(tube -> desk.states(tube).equals(List.of("OPEN", "SEALED", "RECEIVED")));
    }

    private record Step(String state, int status, Function<String, Api.Answer> at) {}

    @Test
    void point2WhoeverMayNotOpenIsRefusedAlone() {
        Desk desk = Desk.approved("DEU");
        Desk pending = Desk.pending("DEU");
        String taken = desk.tube(5);
        List<String> free = Stream.generate(Desk::aBarcode).limit(20).toList();
        String disputed = Desk.aBarcode();
        String nowhere = TestTokens.atSite(TestTokens.aStaffAccount("DEU"), NOBODYS, Role.SAMPLER);
        List<Callable<Api.Answer>> work = new ArrayList<>();
        free.forEach(tube -> work.add(() -> desk.open(tube, 10)));
        work.addAll(Collections.nCopies(5, () -> desk.open(taken, 5)));
        work.addAll(Collections.nCopies(5, () -> pending.open(disputed, 5)));
        work.addAll(Collections.nCopies(5, () -> desk.open(disputed, 20)));
        work.addAll(Collections.nCopies(
                5,
                () -> api.post(
                        "/v1/sites/" + NOBODYS + "/tubes",
                        nowhere,
                        Map.of("barcode", Desk.aBarcode(), "capacity", 5))));
        List<Api.Answer> answers = atOnce(work);
        assertThat(answers.subList(0, 20)).allMatch(answer -> answer.status() == 201);
        assertThat(answers.subList(0, 20))
                .extracting(answer -> answer.text("barcode"))
                .containsExactlyElementsOf(free);
        assertThat(answers.subList(20, 25)).extracting(Api.Answer::problem).containsOnly("barcode-taken");
        assertThat(answers.subList(25, 30)).extracting(Api.Answer::problem).containsOnly("site-not-approved");
        assertThat(answers.subList(30, 35))
                .filteredOn(answer -> answer.status() == 201)
                .hasSize(1);
        assertThat(answers.subList(30, 35))
                .filteredOn(answer -> answer.problem().equals("barcode-taken"))
                .hasSize(4);
        assertThat(answers.subList(35, 40)).extracting(Api.Answer::problem).containsOnly("not-found");
        assertThat(desk.states(disputed)).containsExactly("OPEN");
        assertThat(desk.show(disputed).body().path("capacity").asInt()).isEqualTo(20);
    }

    @Test
    void point2AnOpeningThatIsRepeatedGetsItsFirstAnswerHoweverManyRace() {
        Desk desk = Desk.approved("DEU");
        List<Callable<Api.Answer>> work = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Map<String, Object> body = Map.of("barcode", Desk.aBarcode(), "capacity", 5);
            Map<String, String> key =
                    Map.of("Idempotency-Key", UUID.randomUUID().toString());
            Callable<Api.Answer> once = () -> api.post("/v1/sites/" + desk.site + "/tubes", desk.sampler, body, key);
            work.addAll(Collections.nCopies(3, once));
        }
        List<Api.Answer> racing = atOnce(work);
        List<Api.Answer> again = atOnce(work.stream().distinct().toList());
        assertThat(racing)
                .allMatch(answer -> answer.status() == 201 || answer.problem().equals("request-in-progress"));
        assertThat(again).allMatch(answer -> answer.status() == 201);
        assertThat(again)
                .extracting(Api.Answer::text)
                .containsAll(racing.stream()
                        .filter(answer -> answer.status() == 201)
                        .map(Api.Answer::text)
                        .toList());
    }

    /** In another region's partition too, where the tube's row is held at its node. */
    @ParameterizedTest
    @ValueSource(strings = {"DEU", "TWN"})
    void point2ATubeIsSealedOnceAndByItsOwnSiteHoweverManyWantTo(String country) {
        Desk desk = Desk.approved(country);
        Desk other = Desk.approved(country);
        String full = desk.tube(5);
        String empty = desk.tube(5);
        desk.add(full, TestTokens.aResident(country));
        List<Callable<Api.Answer>> work = new ArrayList<>();
        work.addAll(Collections.nCopies(6, () -> desk.seal(full)));
        work.addAll(Collections.nCopies(6, () -> other.seal(full)));
        work.addAll(Collections.nCopies(6, () -> desk.seal(empty)));
        work.addAll(Collections.nCopies(6, () -> desk.seal("NO-SUCH-TUBE")));
        List<Api.Answer> answers = atOnce(work);
        // from afar colliding transactions may be given up and told to come again
        assertThat(answers).allMatch(answer -> answer.status() != 503 || !country.equals("DEU"));
        assertThat(those(answers.subList(0, 6))).extracting(Api.Answer::status).containsOnly(200);
        assertThat(those(answers.subList(6, 12)))
                .extracting(Api.Answer::problem)
                .containsOnly("not-found");
        assertThat(those(answers.subList(12, 18)))
                .extracting(Api.Answer::problem)
                .containsOnly("conflict");
        assertThat(those(answers.subList(18, 24)))
                .extracting(Api.Answer::problem)
                .containsOnly("not-found");
        assertThat(desk.seal(full).status()).isEqualTo(200);
        assertThat(desk.states(full)).containsExactly("OPEN", "SEALED");
        assertThat(desk.states(empty)).containsExactly("OPEN");
    }

    private static List<Api.Answer> those(List<Api.Answer> answers) {
        return answers.stream().filter(answer -> answer.status() != 503).toList();
    }
}
