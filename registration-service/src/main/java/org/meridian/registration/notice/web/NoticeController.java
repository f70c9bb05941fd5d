package org.meridian.registration.notice.web;

import io.swagger.v3.oas.annotations.Operation;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.token.Caller;
import org.meridian.platform.web.Cursor;
import org.meridian.registration.notice.NoticeView;
import org.meridian.registration.notice.Notices;
import org.meridian.registration.notice.Notices.Position;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class NoticeController {

    private final Notices notices;

    NoticeController(Notices notices) {
        this.notices = notices;
    }

    @Operation(
            summary = "What the caller must know",
            description =
                    "The newest first: that officers have set or no longer set the colour of the health code, until"
                            + " when and why. Each was announced on the phone, without saying what it is about.")
    @GetMapping("/v1/me/notices")
    ResponseEntity<List<NoticeView>> notices(@RequestParam(required = false) @Nullable String cursor, Caller caller) {
        List<NoticeView> found = notices.of(caller.resident(), behind(Cursor.of(cursor)), Cursor.PAGE + 1);
        return Cursor.page(
                found, notice -> notice.at() + " " + notice.noticeId().id());
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
