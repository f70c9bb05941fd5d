package org.meridian.results.person.web;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.meridian.platform.token.Caller;
import org.meridian.results.person.MyResults;
import org.meridian.results.person.ResultView;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whoever calls sees their own results, nobody else's: there is no parameter to say whose. */
@RestController
class MyResultsController {

    /** Says what is missing because a service that knows it did not answer. */
    private static final String INCOMPLETE = "Meridian-Incomplete";

    private final MyResults results;

    MyResultsController(MyResults results) {
        this.results = results;
    }

    @Operation(summary = "The own results")
    @GetMapping("/v1/me/results")
    ResponseEntity<List<ResultView>> mine(Caller caller) {
        MyResults.Answer answer = results.of(caller.resident());
        ResponseEntity.BodyBuilder builder =
                ResponseEntity.ok().cacheControl(CacheControl.noCache().cachePrivate());
        if (!answer.complete()) {
            builder.header(INCOMPLETE, "pending");
        }
        return builder.body(answer.results());
    }
}
