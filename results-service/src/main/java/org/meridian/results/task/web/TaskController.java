package org.meridian.results.task.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.id.SiteId;
import org.meridian.results.person.SampleId;
import org.meridian.results.task.SiteTasks;
import org.meridian.results.task.State;
import org.meridian.results.task.TaskView;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Answers sampling-service, which knows who may see a site's tasks. */
@RestController
class TaskController {

    private final SiteTasks tasks;

    TaskController(SiteTasks tasks) {
        this.tasks = tasks;
    }

    /** @param after the last task of the page before */
    record Query(
            @NotNull SiteId siteId,
            @Nullable State state,
            @Nullable SampleId after,
            @Min(1) @Max(1_000) int limit) {}

    @PostMapping("/internal/tasks")
    List<TaskView> tasks(@Valid @RequestBody Query query) {
        return tasks.of(query.siteId(), query.state(), query.after(), query.limit());
    }
}
