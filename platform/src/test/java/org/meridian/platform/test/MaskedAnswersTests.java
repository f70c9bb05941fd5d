package org.meridian.platform.test;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meridian.platform.access.AccessTable;
import org.meridian.platform.access.Operation;
import org.meridian.platform.access.Verb;

/** That what looks through answers finds what is planted in them. */
class MaskedAnswersTests {

    private final MaskedAnswers answers =
            new MaskedAnswers("checkin", List.of("Quokka Zyxwv", "+49151837465"), Set.of("Library"));

    /** Every call answered with this, whoever else has it too. */
    private void all(String body) {
        for (Operation operation : AccessTable.MERIDIAN.of("checkin")) {
            String path = operation.pattern().replaceAll("\\{\\w+}", "DEU-1");
            answers.saw(operation.verb().name(), path + "?cursor=x", 200, body);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"Q***\",\"place\":{\"name\":\"Library\"}}",
                "[{\"holder\":{\"nationalId\":\"L01*******7X\"},\"reason\":\"by name\"}]"
            })
    void masksAndThingsAreNobody(String body) {
        all(body);
        assertThatCode(() -> answers.assertNobodyIsSeen(true)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"reason\":\"of Quokka Zyxwv\"}",
                "{\"reason\":\"quokka%20zyxwv\"}",
                "{\"reason\":\"quokka+zyxwv\"}",
                "{\"reason\":\"51756f6b6b61205a79787776\"}",
                "{\"reason\":\"UXVva2thIFp5eHd2\"}",
                "<svg>Quokka Zyxwv</svg>",
                "{\"by\":\"tel:+49151837465\"}",
                "[{\"residents\":[{\"fullName\":\"Somebody\"}]}]",
                "{\"nationalId\":\"L01X0000T47\"}",
                "{\"nationalId\":\"L01X***00T47\"}",
                "{\"names\":[\"Q***\",\"Somebody\"]}",
                "{\"birthDate\":\"1913-07-29\"}"
            })
    void whatIsPlantedIsFound(String body) {
        all("{\"name\":\"Q***\"}");
        answers.saw("GET", "/v1/me/health-code", 403, body);
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> answers.assertNobodyIsSeen(true));
    }

    @Test
    void aCallThatTheStoryLeavesOutIsFoundAndOneThatFailsIsNone() {
        for (Operation operation : AccessTable.MERIDIAN.of("checkin")) {
            int status = operation.verb() == Verb.GET && operation.pattern().equals("/v1/overrides") ? 403 : 200;
            answers.saw(operation.verb().name(), operation.pattern(), status, "{\"name\":\"Q***\"}");
        }
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> answers.assertNobodyIsSeen(true))
                .withMessageContaining("/v1/overrides");
    }

    @Test
    void masksThatAreNotSeenAreMissed() {
        all("{}");
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> answers.assertNobodyIsSeen(true));
    }
}
