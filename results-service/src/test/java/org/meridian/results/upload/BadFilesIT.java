package org.meridian.results.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.meridian.platform.test.StubService.Reply;
import org.meridian.results.ResultsFixture;
import tools.jackson.databind.JsonNode;

/** What may be wrong with a file, as its sender meets it. */
class BadFilesIT extends ResultsFixture {

    @Test
    void badInputACountThatDisagreesRefusesTheFileAndNothingIsStored() {
        new GeneratedTubes(SAMPLING.stub(), sampled);
        long receipts = all("upload_receipt");
        String rows = csv("COUNTED-1,NEGATIVE," + tested + ",,");
        HttpResponse<String> header = upload(tester("DEU"), "text/csv", rows, "Meridian-Row-Count", "2");
        HttpResponse<String> trailer = upload(tester("DEU"), "text/csv", rows + "#rows,2\n");
        for (HttpResponse<String> answer : List.of(header, trailer)) {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
            assertThat(json(answer).get("type").asString()).endsWith("unreadable-file");
            assertThat(json(answer).get("rows").asInt()).isEqualTo(1);
            assertThat(json(answer).get("declared").asInt()).isEqualTo(2);
        }
        assertThat(count("tube_result", "COUNTED-%")).isZero();
        assertThat(all("upload_receipt")).isEqualTo(receipts);
        HttpResponse<String> agreed = upload(tester("DEU"), "text/csv", rows + "#rows,1\n", "Meridian-Row-Count", "1");
        assertThat(json(agreed).get("accepted").asInt()).isEqualTo(1);
        assertThat(upload(tester("DEU"), "text/csv", rows, "Meridian-Row-Count", "many")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void badInputACompressedFileIsRefusedClearly() {
        HttpResponse<String> answer =
                upload(tester("DEU"), "text/csv", csv("ZIP-1,NEGATIVE," + tested + ",,"), "Content-Encoding", "gzip");
        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.body()).contains("No Content-Encoding is taken");
    }

    @Test
    void point2OnAPoolOnlyAKitThatTheTableAllowsIsTakenOnASingleTubeAny() {
        for (String barcode : List.of("KIT-NONE", "KIT-YES", "KIT-NO", "KIT-WHAT")) {
            SAMPLING.sealed(barcode, 5, sampled, residents("DEU", 2));
        }
        SAMPLING.sealed("KIT-ONE", 1, sampled, residents("DEU", 1));
        SAMPLING.sealed("KIT-OWN", 1, sampled, residents("DEU", 1));
        JsonNode receipt = json(uploadCsv(
                "KIT-NONE,NEGATIVE," + tested + ",,",
                "KIT-YES,NEGATIVE," + tested + ", biocode SARS-CoV-2 assay ,",
                "KIT-NO,NEGATIVE," + tested + ",1copy COVID-19 qPCR Multi Kit,",
                "KIT-WHAT,NEGATIVE," + tested + ",Cycler of our own,",
                "KIT-ONE,NEGATIVE," + tested + ",1copy COVID-19 qPCR Multi Kit,",
                "KIT-OWN,NEGATIVE," + tested + ",Cycler of our own,"));
        assertThat(receipt.get("accepted").asInt()).isEqualTo(4);
        assertThat(receipt.get("rejections"))
                .hasSize(2)
                .allSatisfy(rejection ->
                        assertThat(rejection.get("reason").asString()).startsWith("device: not allowed on pools"));
        assertThat(loinc("KIT-YES")).isEqualTo("94533-7");
        assertThat(loinc("KIT-ONE")).isEqualTo("94500-6");
        assertThat(loinc("KIT-OWN")).isEqualTo("none");
    }

    private String loinc(String barcode) {
        return jdbc.sql("SELECT COALESCE(loinc, 'none') FROM tube_result WHERE barcode = :b AND country_code = 'DEU'")
                .param("b", barcode)
                .query(String.class)
                .single();
    }

    @Test
    void badInputAResultBeforeItsSampleIsRejectedButADesksClockMayBeTwoHoursAhead() {
        String tube = """
                {"barcode":"%s","state":"SEALED","capacity":1,"siteId":"DEU-01JD7KZ8Q4TN3WVYB5M6XCH2RG","members":[{
                 "sampleId":"DEU-01JD7KZ8Q4TN3WVYB5M6XCH2R%d","residentId":"DEU-01JD7KZ8Q4TN3WVYB5M6XCH2R%d",
                 "sampledAt":"%s","offline":%s}]}
                """;
        SAMPLING.stub()
                .on(
                        "POST",
                        "/internal/tubes/lookup",
                        call -> Reply.ok("["
                                + tube.formatted(
                                        "CLOCK-DESK",
                                        1,
                                        1,
                                        tested.plusSeconds(7_200).plusMillis(900),
                                        true) + ","
                                + tube.formatted("CLOCK-FAR", 2, 2, tested.plusSeconds(7_201), true) + ","
                                + tube.formatted("CLOCK-SAME", 3, 3, tested.plusMillis(5_900), false) + ","
                                + tube.formatted("CLOCK-NET", 4, 4, tested.plusSeconds(6), false) + "]"));
        JsonNode receipt = json(uploadCsv(
                "CLOCK-DESK,NEGATIVE," + tested + ",,",
                "CLOCK-FAR,NEGATIVE," + tested + ",,",
                "CLOCK-SAME,NEGATIVE," + tested + ",,",
                "CLOCK-NET,NEGATIVE," + tested + ",,"));
        assertThat(receipt.get("accepted").asInt()).as(receipt.toString()).isEqualTo(2);
        assertThat(receipt.get("rejections").get(0).get("line").asInt()).isEqualTo(3);
        assertThat(receipt.get("rejections").get(1).get("line").asInt()).isEqualTo(5);
    }

    @Test
    void badInputAFileWithOnePerCentOfBadRowsOfEveryKindTakesAllOthers() {
        new GeneratedTubes(SAMPLING.stub(), sampled);
        List<String> bad = List.of(
                "bad,NEGATIVE," + tested + ",,",
                "%s,MAYBE," + tested + ",,",
                "%s,NEGATIVE,31.01.2026 14:00,,",
                "%s,NEGATIVE,2999-01-01T00:00:00Z,,",
                "%s,NEGATIVE," + sampled.minusSeconds(6) + ",,",
                "%s,NEGATIVE," + tested + ",,50.01",
                "%s,NEGATIVE," + tested + ",,-1",
                "%s,NEGATIVE," + tested + ",,NaN",
                "%s,NEGATIVE," + tested + ",,\"21,5\"",
                "%s,NEGATIVE," + tested + ",\"two\nlines\",",
                "%s,NEGATIVE," + tested + ",,,more",
                "%s",
                "NOBODY%s,NEGATIVE," + tested + ",,");
        List<String> rows = new ArrayList<>(IntStream.range(0, 20_000)
                .mapToObj(i -> i % 100 == 99
                        ? bad.get(i / 100 % bad.size()).formatted("PERCENT-" + i)
                        : "PERCENT-" + i + ",NEGATIVE," + tested + ",,")
                .toList());
        JsonNode receipt = json(uploadCsv(rows.toArray(String[]::new)));
        assertThat(receipt.get("received").asInt()).as(receipt.toString()).isEqualTo(20_000);
        assertThat(receipt.get("accepted").asInt()).isEqualTo(19_800);
        assertThat(receipt.get("rejected").asInt()).isEqualTo(200);
        assertThat(receipt.get("rejections")).hasSize(200);
        assertThat(count("tube_result", "PERCENT-%")).isEqualTo(19_800);
    }
}
