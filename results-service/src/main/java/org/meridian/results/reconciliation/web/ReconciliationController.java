package org.meridian.results.reconciliation.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.meridian.db.topology.Country;
import org.meridian.platform.audit.Audit;
import org.meridian.platform.idempotency.Once;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.token.Caller;
import org.meridian.results.reconciliation.ReconciliationId;
import org.meridian.results.reconciliation.Reconciliations;
import org.meridian.results.reconciliation.Report;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ReconciliationController {

    private final Reconciliations reconciliations;
    private final Audit audit;

    ReconciliationController(Reconciliations reconciliations, Audit audit) {
        this.audit = audit;
        this.reconciliations = reconciliations;
    }

    record Reconcile(
            @NotNull(message = "An ISO 3166-1 alpha-3 code.")
            Country country) {}

    @Operation(
            summary = "Compare a country's results with its health codes and tubes, and repair",
            description = "Answers with the report. A large country's is not finished by then: ask for it again.")
    @PostMapping("/v1/reconciliations")
    @ApiResponse(
            responseCode = "201",
            description = "Done, or going on while `finishedAt` is absent",
            content = @Content(schema = @Schema(implementation = Report.class)))
    ResponseEntity<?> reconcile(@Valid @RequestBody Reconcile command, Caller caller, Once once) {
        return once.in(command.country(), () -> reconciliations.reconcile(command.country()), report -> {
            String id = report.reconciliationId().toString();
            audit.record(command.country(), "reconciliation.run", caller, id, "");
            return ResponseEntity.created(URI.create("/v1/reconciliations/" + id))
                    .body(report);
        });
    }

    @Operation(summary = "What a reconciliation has found and repaired")
    @GetMapping("/v1/reconciliations/{reconciliationId}")
    Report report(@PathVariable ReconciliationId reconciliationId) {
        return reconciliations.find(reconciliationId).orElseThrow(() -> ProblemException.notFound("reconciliation"));
    }
}
