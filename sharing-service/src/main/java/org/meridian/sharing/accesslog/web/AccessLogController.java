package org.meridian.sharing.accesslog.web;

import io.swagger.v3.oas.annotations.Operation;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.token.Caller;
import org.meridian.platform.web.Cursor;
import org.meridian.sharing.accesslog.AccessLogEntry;
import org.meridian.sharing.accesslog.OwnAccessLog;
import org.meridian.sharing.accesslog.OwnAccessLog.Position;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class AccessLogController {

    private final OwnAccessLog log;

    AccessLogController(OwnAccessLog log) {
        this.log = log;
    }

    @Operation(
            summary = "Who read what of mine, when and why",
            description = "The newest first. Readers are named by their organisation, their role and a pseudonym;"
                    + " what the services do among themselves is no reading. An entry shows within seconds.")
    @GetMapping("/v1/me/access-log")
    ResponseEntity<List<AccessLogEntry>> show(@RequestParam(required = false) @Nullable String cursor, Caller caller) {
        List<AccessLogEntry> entries = log.of(caller.resident(), behind(Cursor.of(cursor)), Cursor.PAGE + 1);
        return Cursor.page(entries, entry -> entry.readAt() + " " + entry.readingId());
    }

    private static @Nullable Position behind(@Nullable Cursor cursor) {
        if (cursor == null) {
            return null;
        }
        String[] parts = cursor.after().split(" ", -1);
        try {
            if (parts.length == 2) {
                return Position.of(Instant.parse(parts[0]), UUID.fromString(parts[1]));
            }
        } catch (DateTimeException | IllegalArgumentException e) {
            throw wrong();
        }
        throw wrong();
    }

    private static ProblemException wrong() {
        return ProblemException.invalid("cursor", "Take the cursor from the Link header of the page before.");
    }
}
