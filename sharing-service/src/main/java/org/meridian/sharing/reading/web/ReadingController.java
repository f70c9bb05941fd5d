package org.meridian.sharing.reading.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.id.UnitId;
import org.meridian.platform.token.Caller;
import org.meridian.platform.web.MissingRegions;
import org.meridian.sharing.reading.MemberResult;
import org.meridian.sharing.reading.Reading;
import org.meridian.sharing.reading.ReadingCursor;
import org.meridian.sharing.unit.UnitRegister;
import org.meridian.sharing.unit.UnitView;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

@RestController
class ReadingController {

    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

    private final UnitRegister units;
    private final Reading reading;

    ReadingController(UnitRegister units, Reading reading) {
        this.units = units;
        this.reading = reading;
    }

    @Operation(summary = "The latest result of each consenting member, once an hour")
    @GetMapping(
            path = "/v1/units/{unitId}/results",
            produces = {MediaType.APPLICATION_JSON_VALUE, "text/csv"})
    @ApiResponse(
            responseCode = "200",
            description = "Done",
            content = @Content(array = @ArraySchema(schema = @Schema(implementation = MemberResult.class))))
    ResponseEntity<?> results(
            @PathVariable UnitId unitId,
            @RequestParam(required = false) @Nullable String cursor,
            @Parameter(description = "Reads only those who consented to exactly this; all who consented when absent.")
                    @RequestParam(required = false)
                    @Size(max = 200)
                    @Nullable
                    String purpose,
            @Parameter(hidden = true) @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = MediaType.ALL_VALUE)
                    String accept,
            Caller caller) {
        UnitView unit = units.approvedOf(caller, unitId);
        Reading.Page page = cursor == null || cursor.isEmpty()
                ? reading.begin(unit, caller, purpose)
                : reading.goOn(unit, caller, purpose, ReadingCursor.of(cursor));
        boolean csv = asCsv(accept);
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(csv ? CSV : MediaType.APPLICATION_JSON);
        if (!page.missing().isEmpty()) {
            answer.header(MissingRegions.HEADER, String.join(", ", page.missing()));
        }
        if (page.next() != null) {
            String next = UriComponentsBuilder.fromPath("/v1/units/{unit}/results")
                    .queryParam("cursor", page.next())
                    .queryParamIfPresent("purpose", Optional.ofNullable(purpose).map(p -> "{purpose}"))
                    .encode()
                    .buildAndExpand(unitId, purpose)
                    .toUriString();
            answer.header(HttpHeaders.LINK, "<" + next + ">; rel=\"next\"");
        }
        List<MemberResult> results = page.results();
        return answer.body(csv ? Csv.of(results) : results);
    }

    /** JSON, unless CSV is what the caller would rather have. */
    private static boolean asCsv(String accept) {
        List<MediaType> accepted = MediaType.parseMediaTypes(accept);
        MimeTypeUtils.sortBySpecificity(accepted);
        for (MediaType type : accepted) {
            if (type.includes(MediaType.APPLICATION_JSON)) {
                return false;
            }
            if (type.includes(CSV)) {
                return true;
            }
        }
        return false;
    }
}
