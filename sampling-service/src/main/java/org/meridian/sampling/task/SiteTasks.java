package org.meridian.sampling.task;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.id.SiteId;
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

    SiteTasks(SiteOffice sites, RegionalClients<ResultsTasks> results) {
        this.sites = sites;
        this.results = results;
    }

    /**
     * One more than a page, when there are more.
     *
     * @param state only those, all when absent
     * @param after the last task of the page before
     */
    public List<TaskView> of(SiteId site, @Nullable TaskState state, @Nullable SampleId after, Caller caller) {
        if (!SiteAccess.worksAt(site, caller)) {
            sites.administered(site, caller);
        }
        var wanted = new ResultsTasks.Wanted(site, state, after, Cursor.PAGE + 1);
        return results.call(site.country(), service -> service.tasks(wanted));
    }
}
