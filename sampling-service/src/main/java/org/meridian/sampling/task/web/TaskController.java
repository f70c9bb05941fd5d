package org.meridian.sampling.task.web;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.id.MalformedIdException;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.token.Caller;
import org.meridian.platform.web.Cursor;
import org.meridian.sampling.sample.SampleId;
import org.meridian.sampling.task.SiteTasks;
import org.meridian.sampling.task.TaskState;
import org.meridian.sampling.task.TaskView;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who is to be sampled again. */
@RestController
class TaskController {

    private final SiteTasks tasks;

    TaskController(SiteTasks tasks) {
        this.tasks = tasks;
    }

    @Operation(
            summary = "Who is to be sampled again, into a tube of one's own",
            description =
                    "RETEST: a pool was positive or inconclusive; RESAMPLE: the tube could not be tested, or is void."
                            + " Open tasks close themselves with the deciding result, or expire.")
    @GetMapping("/v1/sites/{siteId}/tasks")
    ResponseEntity<List<TaskView>> list(
            @PathVariable SiteId siteId,
            @RequestParam @Nullable TaskState state,
            @RequestParam @Nullable String cursor,
            Caller caller) {
        List<TaskView> found = tasks.of(siteId, state, after(cursor), caller);
        return Cursor.page(found, task -> task.taskId().toString());
    }

    private static @Nullable SampleId after(@Nullable String cursor) {
        Cursor given = Cursor.of(cursor);
        try {
            return given == null ? null : SampleId.of(given.after());
        } catch (MalformedIdException e) {
            throw ProblemException.invalid("cursor", "Take the cursor from the Link header of the page before.");
        }
    }
}
