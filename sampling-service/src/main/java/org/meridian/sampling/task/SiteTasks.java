package org.meridian.sampling.task;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.reading.Reader;
import org.meridian.platform.reading.Readings;
import org.meridian.platform.remote.RegionalClients;
import org.meridian.platform.token.Caller;
import org.meridian.platform.web.Cursor;
import org.meridian.sampling.sample.SampleId;
import org.meridian.sampling.site.SiteAccess;
import org.meridian.sampling.site.SiteOffice;
import org.springframework.stereotype.Service;

/** A site's tasks, for those who work there and for its administrator. */
@Service
public class SiteTasks {

    private final SiteOffice sites;
    private final RegionalClients<ResultsTasks> results;
    private final Readings readings;

    SiteTasks(SiteOffice sites, RegionalClients<ResultsTasks> results, Readings readings) {
        this.sites = sites;
        this.results = results;
        this.readings = readings;
    }

    /**
     * One more than a page, when there are more. Those on the page are told, before it goes out, who saw them there.
     *
     * @param state only those, all when absent
     * @param after the last task of the page before
     */
    public List<TaskView> of(SiteId site, @Nullable TaskState state, @Nullable SampleId after, Caller caller) {
        String name = SiteAccess.worksAt(site, caller)
                ? sites.name(site)
                : sites.administered(site, caller).view().name();
        var wanted = new ResultsTasks.Wanted(site, state, after, Cursor.PAGE + 1);
        List<TaskView> found = results.call(site.country(), service -> service.tasks(wanted));
        readings.tell(
                site.country(),
                Reader.of(caller).at(name),
                "RETEST_TASK",
                "Who is to be sampled again at this site",
                found.stream().limit(Cursor.PAGE).map(TaskView::residentId).toList());
        return found;
    }
}
