package org.meridian.sampling.task;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.id.SiteId;
import org.meridian.sampling.sample.SampleId;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/** Results keeps the tasks; who may see them, it leaves to us. */
interface ResultsTasks {

    @PostMapping("/internal/tasks")
    List<TaskView> tasks(@RequestBody Wanted wanted);

    /** @param after the last task of the page before */
    record Wanted(
            SiteId siteId,
            @Nullable TaskState state,
            @Nullable SampleId after,
            int limit) {}
}
