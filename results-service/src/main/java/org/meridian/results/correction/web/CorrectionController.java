package org.meridian.results.correction.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.meridian.platform.audit.Audit;
import org.meridian.platform.idempotency.Once;
import org.meridian.platform.token.Caller;
import org.meridian.results.correction.CorrectionView;
import org.meridian.results.correction.Corrections;
import org.meridian.results.tube.ResultId;
import org.meridian.results.verdict.Outcome;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** A laboratory takes back what it reported. */
@RestController
class CorrectionController {

    private final Corrections corrections;
    private final Audit audit;

    CorrectionController(Corrections corrections, Audit audit) {
        this.audit = audit;
        this.corrections = corrections;
    }

    /** @param reason for those who read the log later */
    record Command(
            @NotNull Outcome outcome,
            @NotBlank @Size(max = 500) String reason) {}

    @Operation(
            summary = "Correct a result",
            description = "Appends a result that replaces this one, which must be the tube's newest: else 409, and "
                    + "`newest` names it. Everything derived follows: people's results, tasks, health codes. Only the "
                    + "laboratory that reported a result corrects it.")
    @PostMapping("/v1/results/{resultId}/corrections")
    @ApiResponse(
            responseCode = "201",
            description = "Appended",
            content = @Content(schema = @Schema(implementation = CorrectionView.class)))
    ResponseEntity<?> correct(
            @PathVariable ResultId resultId, @Valid @RequestBody Command command, Caller caller, Once once) {
        return once.in(
                resultId.country(),
                () -> corrections.prepare(resultId, command.outcome(), command.reason(), caller),
                prepared -> {
                    CorrectionView view = corrections.append(prepared);
                    String detail = "by " + view.resultId() + ": " + command.outcome();
                    audit.record(resultId.country(), "result.corrected", caller, resultId.toString(), detail);
                    return ResponseEntity.status(HttpStatus.CREATED).body(view);
                });
    }
}
