package org.meridian.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ProblemTests {

    @Test
    void noMemberIsThereTwice() {
        ProblemException problem = new ProblemException(ProblemType.ALREADY_DECIDED, "Approved already.");
        assertThatIllegalArgumentException().isThrownBy(() -> problem.with("status", "APPROVED"));
        String body = JsonMapper.builder()
                .build()
                .writeValueAsString(problem.with("state", "APPROVED").toProblem("0af7"));
        assertThat(body).containsOnlyOnce("\"status\":").contains("\"status\":409", "\"state\":\"APPROVED\"");
    }
}
