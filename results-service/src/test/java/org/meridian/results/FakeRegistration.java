package org.meridian.results;

import java.util.Map;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.problem.Problem;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.test.StubService;
import org.meridian.platform.test.StubService.Reply;
import tools.jackson.databind.json.JsonMapper;

/** registration-service as results-service sees it: it knows the residents that it was told. */
public final class FakeRegistration {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final StubService stub = StubService.start();

    public StubService stub() {
        return stub;
    }

    public ResidentId knows(ResidentId resident) {
        String body = JSON.writeValueAsString(
                Map.of("residentId", resident.toString(), "name", "E***", "nationalId", "L0***"));
        stub.on("GET", "/internal/residents/" + resident, call -> Reply.ok(body));
        return resident;
    }

    public ResidentId doesNotKnow(ResidentId resident) {
        Problem problem = ProblemException.notFound("resident").toProblem("0");
        stub.on(
                "GET",
                "/internal/residents/" + resident,
                call -> new Reply(problem.getStatus(), JSON.writeValueAsString(problem)));
        return resident;
    }
}
