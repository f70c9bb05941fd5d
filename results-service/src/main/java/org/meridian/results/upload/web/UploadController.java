package org.meridian.results.upload.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.idempotency.Once;
import org.meridian.platform.token.Caller;
import org.meridian.results.receipt.Receipt;
import org.meridian.results.sampling.Laboratories;
import org.meridian.results.tube.Laboratory;
import org.meridian.results.upload.LabFile;
import org.meridian.results.upload.Uploader;
import org.meridian.results.upload.Uploads;
import org.meridian.results.verdict.Outcome;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Laboratories' uploads. A barcode is looked up in the laboratory's own country. */
@RestController
class UploadController {

    private static final String RESPOND_ASYNC = "respond-async";

    /** A row as it is described: what comes is read as a stream, row by row. */
    private record LabRow(
            String barcode,
            Outcome outcome,
            Instant testedAt,
            @Nullable String device,
            @Nullable BigDecimal ct) {}

    private final Uploads uploads;
    private final Laboratories laboratories;

    UploadController(Uploads uploads, Laboratories laboratories) {
        this.laboratories = laboratories;
        this.uploads = uploads;
    }

    @Operation(
            summary = "Upload tubes' results",
            description =
                    "Rows of barcode, outcome, testedAt, device and ct: a JSON array, NDJSON, or CSV with a header, of "
                            + "any length. A file of up to 100,000 rows is taken whole or not at all, a longer one in chunks: sent "
                            + "again after an interruption it goes on where it ended. The receipt accounts for each row. The last "
                            + "record may be the number of rows: #rows,N or {\"rows\": N}. 409 while the site of the "
                            + "laboratory is not approved.",
            parameters = {
                @Parameter(
                        name = "Meridian-Row-Count",
                        in = ParameterIn.HEADER,
                        description = "How many rows there are; a file with another number is refused",
                        schema = @Schema(type = "integer", minimum = "0")),
                @Parameter(
                        name = "Prefer",
                        in = ParameterIn.HEADER,
                        description = "respond-async: answer 202 as soon as the file is here",
                        schema = @Schema(type = "string"))
            })
    @PostMapping(
            path = "/v1/results",
            consumes = {MediaType.APPLICATION_JSON_VALUE, MediaType.APPLICATION_NDJSON_VALUE, "text/csv"})
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        array = @ArraySchema(schema = @Schema(implementation = LabRow.class))),
                @Content(mediaType = MediaType.APPLICATION_NDJSON_VALUE, schema = @Schema(type = "string")),
                @Content(mediaType = "text/csv", schema = @Schema(type = "string"))
            })
    @ApiResponse(
            responseCode = "200",
            description = "Done",
            content = @Content(schema = @Schema(implementation = Receipt.class)))
    @ApiResponse(
            responseCode = "202",
            description = "All of it is here and will be written; Location is its receipt",
            content = @Content(schema = @Schema(implementation = Receipt.class)))
    ResponseEntity<?> upload(
            @Parameter(hidden = true) LabFile file,
            @Parameter(hidden = true) @RequestHeader(name = "Prefer", required = false) @Nullable List<String> prefer,
            Caller caller,
            Once once) {
        laboratories.mustBeApproved(caller);
        Uploader by = new Uploader(caller.home(), caller.subject(), Laboratory.of(caller));
        return prefersAnAnswerAtOnce(prefer) ? uploads.takeLater(file, by, once) : uploads.take(file, by, once);
    }

    /** RFC 7240: preferences are separated by commas, their parameters by semicolons. */
    private static boolean prefersAnAnswerAtOnce(@Nullable List<String> prefer) {
        return prefer != null
                && prefer.stream()
                        .flatMap(header -> List.of(header.split(",")).stream())
                        .map(preference -> preference.split(";", 2)[0].strip())
                        .anyMatch(RESPOND_ASYNC::equalsIgnoreCase);
    }
}
