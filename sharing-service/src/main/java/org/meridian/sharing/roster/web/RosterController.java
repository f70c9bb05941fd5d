package org.meridian.sharing.roster.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.meridian.platform.id.UnitId;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.meridian.platform.token.Caller;
import org.meridian.sharing.roster.RosterReceipt;
import org.meridian.sharing.roster.Rosters;
import org.meridian.sharing.unit.UnitRegister;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class RosterController {

    private static final MediaType CSV = MediaType.parseMediaType("text/csv");

    /** A line as it is described: what comes is read as a stream, line by line. */
    private record RosterMember(String nationalId, String name, String type, LocalDate expiresOn) {}

    private final UnitRegister units;
    private final Rosters rosters;

    RosterController(UnitRegister units, Rosters rosters) {
        this.units = units;
        this.rosters = rosters;
    }

    /** The body is read as a stream, and only once the caller has proved to be who may replace this roster. */
    @RequestBody(
            required = true,
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        array = @ArraySchema(schema = @Schema(implementation = RosterMember.class))),
                @Content(mediaType = "text/csv", schema = @Schema(type = "string"))
            })
    @Operation(summary = "Replace the roster")
    @PutMapping(
            path = "/v1/units/{unitId}/roster",
            consumes = {"text/csv", MediaType.APPLICATION_JSON_VALUE},
            produces = MediaType.APPLICATION_JSON_VALUE)
    RosterReceipt replace(@PathVariable UnitId unitId, Caller caller, HttpServletRequest request) {
        units.approvedOf(caller, unitId);
        MediaType type = MediaType.parseMediaType(request.getContentType());
        Charset charset = type.getCharset();
        if (charset != null && !charset.equals(StandardCharsets.UTF_8)) {
            throw new ProblemException(ProblemType.UNSUPPORTED_MEDIA_TYPE, "A roster is sent in UTF-8.");
        }
        Rosters.Format format = CSV.isCompatibleWith(type) ? Rosters.Format.CSV : Rosters.Format.JSON;
        try {
            return rosters.replace(unitId, format, request.getInputStream(), caller);
        } catch (IOException cutOff) {
            throw new ProblemException(
                    ProblemType.UNREADABLE_FILE, "The body ended before it was complete. Nothing was stored.");
        }
    }
}
