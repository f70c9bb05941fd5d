package org.meridian.results.upload.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.annotation.security.RolesAllowed;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.idempotency.Once;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.token.Caller;
import org.meridian.platform.token.Role;
import org.meridian.results.upload.LabFile;
import org.meridian.results.upload.Receipt;
import org.meridian.results.upload.ReceiptId;
import org.meridian.results.upload.Receipts;
import org.meridian.results.upload.Uploads;
import org.meridian.results.upload.VerifiedFile;
import org.meridian.results.verdict.Outcome;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Laboratories' uploads and their receipts. A barcode is looked up in the laboratory's own country. */
@RestController
class UploadController {

    /** A row as it is described: what comes is read as a stream, row by row. */
    private record LabRow(
            String barcode,
            Outcome outcome,
            Instant testedAt,
            @Nullable String device,
            @Nullable BigDecimal ct) {}

    private final Uploads uploads;
    private final Receipts receipts;

    UploadController(Uploads uploads, Receipts receipts) {
        this.uploads = uploads;
        this.receipts = receipts;
    }

    @Operation(
            summary = "Upload tubes' results",
            description =
                    "Rows of barcode, outcome, testedAt, device and ct: a JSON array, NDJSON, or CSV with a header. "
                            + "A file of up to 200,000 rows is taken whole or not at all; its receipt accounts for each row.")
    @PostMapping(
            path = "/v1/results",
            consumes = {MediaType.APPLICATION_JSON_VALUE, MediaType.APPLICATION_NDJSON_VALUE, "text/csv"})
    @RolesAllowed(Role.Names.TESTER)
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
    ResponseEntity<?> upload(@Parameter(hidden = true) LabFile file, Caller caller, Once once) {
        return once.in(caller.home(), () -> uploads.verify(caller.home(), file), verified -> store(verified, caller));
    }

    private ResponseEntity<Receipt> store(VerifiedFile verified, Caller caller) {
        return ResponseEntity.ok(uploads.store(caller.home(), verified, caller.subject()));
    }

    /** A receipt of another country is as if it did not exist. */
    @GetMapping("/v1/results/receipts/{receiptId}")
    @RolesAllowed(Role.Names.TESTER)
    Receipt receipt(@PathVariable ReceiptId receiptId, Caller caller) {
        if (!receiptId.country().equals(caller.home())) {
            throw ProblemException.notFound("receipt");
        }
        return receipts.find(receiptId).orElseThrow(() -> ProblemException.notFound("receipt"));
    }
}
