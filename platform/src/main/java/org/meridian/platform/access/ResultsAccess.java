package org.meridian.platform.access;

import static org.meridian.platform.access.Row.get;
import static org.meridian.platform.access.Row.post;
import static org.meridian.platform.access.Where.ANYWHERE;
import static org.meridian.platform.access.Where.HOME;
import static org.meridian.platform.access.Whose.COUNTS;
import static org.meridian.platform.access.Whose.EVERYBODY;
import static org.meridian.platform.access.Whose.OWN_LABORATORY;
import static org.meridian.platform.access.Whose.OWN_UPLOAD;
import static org.meridian.platform.access.Whose.PRESENT;
import static org.meridian.platform.access.Whose.SELF;
import static org.meridian.platform.token.Role.ADMIN;
import static org.meridian.platform.token.Role.ANALYST;
import static org.meridian.platform.token.Role.RESIDENT;
import static org.meridian.platform.token.Role.TESTER;
import static org.meridian.platform.token.Role.VACCINATOR;

import java.util.List;

final class ResultsAccess {

    static final List<Operation> ROWS = Row.of(
            "results",
            post("/v1/results").critical().may(TESTER, EVERYBODY, HOME),
            get("/v1/results").decoration().may(TESTER, EVERYBODY, HOME),
            get("/v1/results/receipts").decoration().may(TESTER, OWN_UPLOAD, HOME),
            get("/v1/results/receipts/{receiptId}").may(TESTER, OWN_UPLOAD, HOME),
            get("/v1/results/receipts/{receiptId}/events").may(TESTER, OWN_UPLOAD, HOME),
            post("/v1/results/{resultId}/corrections").critical().may(TESTER, OWN_LABORATORY, HOME),
            post("/v1/vaccinations").may(VACCINATOR, PRESENT, ANYWHERE),
            get("/v1/statistics/results").analytics().may(ANALYST, COUNTS, ANYWHERE),
            get("/v1/me/results").may(RESIDENT, SELF, HOME),
            get("/v1/me/vaccinations").decoration().may(RESIDENT, SELF, HOME),
            post("/v1/reconciliations").analytics().may(ADMIN, EVERYBODY, ANYWHERE),
            get("/v1/reconciliations/{reconciliationId}").analytics().may(ADMIN, EVERYBODY, ANYWHERE),
            post("/internal/results/latest").services("sharing"),
            post("/internal/tasks").services("sampling"),
            post("/internal/erasures/unknown").services("registration"),
            post("/internal/audit/events").services("registration"),
            post("/internal/audit/checkpoints").services("registration"),
            post("/internal/gathered").services("gateway"),
            post("/internal/events").services("registration", "sampling", "results"));

    private ResultsAccess() {}
}
