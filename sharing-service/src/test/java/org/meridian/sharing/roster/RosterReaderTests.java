package org.meridian.sharing.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import tools.jackson.databind.json.JsonMapper;

class RosterReaderTests {

    private static final String HEADER = "nationalId,name,type,expiresOn";

    private final RosterReader reader = new RosterReader(JsonMapper.builder().build());

    @Test
    void byteOrderMarkAnyLineEndAndQuotesAreRead() throws IOException {
        List<RosterLine> lines = csv("\uFEFF" + HEADER + "\r\nA1,\"Meyer, \"\"Kim\"\"\",staff,2030-01-31\r\n\r\n"
                + "A2,\"two\nlines\",staff,2030-01-31\rA3,Lin,staff,2030-01-31");
        assertThat(lines).extracting(RosterLine::line).containsExactly(2, 4, 6);
        assertThat(values(lines.get(0))).containsEntry("nationalId", "A1").containsEntry("name", "Meyer, \"Kim\"");
        assertThat(values(lines.get(1))).containsEntry("name", "two\nlines");
        assertThat(values(lines.get(2))).containsEntry("expiresOn", "2030-01-31");
    }

    @Test
    void columnsComeInAnyOrderAndMoreMayBeNamed() throws IOException {
        List<RosterLine> lines = csv("expiresOn,type,reference,country,nationalId\n2030-01-31,staff,17,TWN, A1 \n");
        assertThat(values(lines.getFirst()))
                .isEqualTo(Map.of(
                        "expiresOn",
                        "2030-01-31",
                        "type",
                        "staff",
                        "reference",
                        "17",
                        "country",
                        "TWN",
                        "nationalId",
                        "A1"));
    }

    @Test
    void aLineWithTooFewOrTooManyValuesIsUnusableByItself() throws IOException {
        List<RosterLine> lines = csv(HEADER + "\nA1,x,staff\nA2,x,staff,2030-01-31,more\nA3,x,staff,2030-01-31\n");
        assertThat(lines.get(0)).isInstanceOf(RosterLine.Unusable.class);
        assertThat(lines.get(1)).isInstanceOf(RosterLine.Unusable.class);
        assertThat(lines.get(2)).isInstanceOf(RosterLine.Values.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n\n",
                "name,type\n",
                "nationalId,name,type,expiresOn,salary\n",
                "nationalId,nationalId,type,expiresOn\n",
                HEADER + "\nA1,\"open,staff,2030-01-31\n",
                HEADER + "\nA1,\"x\"y,staff,2030-01-31\n",
                HEADER + "\nA1,x\"y\",staff,2030-01-31\n"
            })
    void aFileThatLeavesDoubtIsRefusedAsAWhole(String file) {
        assertThatThrownBy(() -> csv(file))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.UNREADABLE_FILE));
    }

    @Test
    void aFileInAnotherEncodingOrWithAnEndlessValueIsRefused() {
        byte[] latin = (HEADER + "\nA1,Müller,staff,2030-01-31\n").getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> reader.csv(new ByteArrayInputStream(latin), line -> {}))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> csv(HEADER + "\n" + "9".repeat(2_000))).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> csv(HEADER + "\n" + ",".repeat(1_000_000)))
                .as("a line of a million empty values")
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void jsonIsReadElementByElement() throws IOException {
        List<RosterLine> lines = json("[{\"nationalId\":\"A1\",\"name\":null,\"type\":\"staff\"}, 7, {\"type\":7}]");
        assertThat(values(lines.get(0))).isEqualTo(Map.of("nationalId", "A1", "type", "staff"));
        assertThat(lines.get(1)).isInstanceOf(RosterLine.Unusable.class);
        assertThat(lines.get(2)).isEqualTo(new RosterLine.Unusable(3, "type is no text"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[{\"type\":\"x\"}", "[{\"type\":}]", "[] []"})
    void malformedJsonIsRefusedAsAWhole(String body) {
        assertThatThrownBy(() -> json(body))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.UNREADABLE_FILE));
    }

    @Test
    void anUnknownPropertyIsNamed() {
        assertThatThrownBy(() -> json("[{\"type\":\"x\"},{\"salary\":\"1\"}]"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.toProblem(null).errors().getFirst().pointer())
                                .isEqualTo("/1/salary"));
    }

    private List<RosterLine> csv(String text) throws IOException {
        List<RosterLine> lines = new ArrayList<>();
        reader.csv(utf8(text), lines::add);
        return lines;
    }

    private List<RosterLine> json(String text) throws IOException {
        List<RosterLine> lines = new ArrayList<>();
        reader.json(utf8(text), lines::add);
        return lines;
    }

    private static InputStream utf8(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> values(RosterLine line) {
        return ((RosterLine.Values) line).values();
    }
}
