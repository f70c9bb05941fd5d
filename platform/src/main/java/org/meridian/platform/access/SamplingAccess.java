package org.meridian.platform.access;

import static org.meridian.platform.access.Row.get;
import static org.meridian.platform.access.Row.post;
import static org.meridian.platform.access.Where.ANYWHERE;
import static org.meridian.platform.access.Where.HOME;
import static org.meridian.platform.access.Whose.BOUND_SITE;
import static org.meridian.platform.access.Whose.EVERYBODY;
import static org.meridian.platform.access.Whose.NEW;
import static org.meridian.platform.access.Whose.OWN_SITE;
import static org.meridian.platform.access.Whose.SELF;
import static org.meridian.platform.token.Role.AUDITOR;
import static org.meridian.platform.token.Role.RESIDENT;
import static org.meridian.platform.token.Role.SAMPLER;
import static org.meridian.platform.token.Role.SITE_ADMIN;
import static org.meridian.platform.token.Role.TESTER;

import java.util.List;

final class SamplingAccess {

    /** A laboratory gets tubes from many sites: a tester handles every tube of the own country. */
    static final List<Operation> ROWS = Row.of(
            "sampling",
            post("/v1/sites").may(SITE_ADMIN, NEW, HOME),
            get("/v1/sites").decoration().may(AUDITOR, EVERYBODY, ANYWHERE).may(SITE_ADMIN, OWN_SITE, HOME),
            get("/v1/sites/{siteId}")
                    .may(SITE_ADMIN, OWN_SITE, HOME)
                    .may(SAMPLER, BOUND_SITE, HOME)
                    .may(TESTER, BOUND_SITE, HOME)
                    .may(AUDITOR, EVERYBODY, ANYWHERE),
            post("/v1/sites/{siteId}/decision").may(AUDITOR, EVERYBODY, ANYWHERE),
            post("/v1/sites/{siteId}/staff").may(SITE_ADMIN, OWN_SITE, HOME),
            post("/v1/sites/{siteId}/tubes").critical().may(SAMPLER, BOUND_SITE, HOME),
            get("/v1/sites/{siteId}/tasks")
                    .decoration()
                    .may(SITE_ADMIN, OWN_SITE, HOME)
                    .may(SAMPLER, BOUND_SITE, HOME)
                    .may(TESTER, BOUND_SITE, HOME),
            post("/v1/sites/{siteId}/samples/batch").critical().may(SAMPLER, BOUND_SITE, HOME),
            get("/v1/tubes/{barcode}").critical().may(SAMPLER, BOUND_SITE, HOME).may(TESTER, EVERYBODY, HOME),
            post("/v1/tubes/{barcode}/samples").critical().may(SAMPLER, BOUND_SITE, HOME),
            post("/v1/tubes/{barcode}/seal").critical().may(SAMPLER, BOUND_SITE, HOME),
            post("/v1/tubes/{barcode}/receive").critical().may(TESTER, EVERYBODY, HOME),
            post("/v1/tubes/{barcode}/void")
                    .critical()
                    .may(SAMPLER, BOUND_SITE, HOME)
                    .may(TESTER, EVERYBODY, HOME),
            get("/v1/me/samples").decoration().may(RESIDENT, SELF, ANYWHERE),
            post("/internal/tubes/lookup").services("results"),
            post("/internal/samples/open").services("results"),
            post("/internal/sites/lookup").services("results"),
            post("/internal/erasures/unknown").services("registration"),
            post("/internal/audit/events").services("registration"),
            post("/internal/audit/checkpoints").services("registration"),
            post("/internal/gathered").services("gateway"),
            post("/internal/events").services("registration", "sampling", "results"));

    private SamplingAccess() {}
}
