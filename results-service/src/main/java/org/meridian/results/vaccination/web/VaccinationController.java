package org.meridian.results.vaccination.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import java.util.List;
import org.meridian.platform.audit.Audit;
import org.meridian.platform.idempotency.Once;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.token.Caller;
import org.meridian.results.vaccination.RecordVaccination;
import org.meridian.results.vaccination.Vaccination;
import org.meridian.results.vaccination.VaccinationOffice;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** A dose is recorded at the resident's home, whoever gave it and wherever. */
@RestController
class VaccinationController {

    private final VaccinationOffice office;
    private final Audit audit;

    VaccinationController(VaccinationOffice office, Audit audit) {
        this.audit = audit;
        this.office = office;
    }

    @Operation(
            summary = "Record a dose",
            description =
                    "Of a resident of any country; it is kept, with who recorded it and the vaccinator's country, "
                            + "in the resident's. One dose of each number a person: a second one is a conflict that names, in "
                            + "`recorded`, what is there (and shows in the resident's access log). It shows in the health code within seconds.")
    @ApiResponse(
            responseCode = "201",
            description = "Done",
            content = @Content(schema = @Schema(implementation = Vaccination.class)))
    @PostMapping("/v1/vaccinations")
    ResponseEntity<?> record(@Valid @RequestBody RecordVaccination command, Caller caller, Once once) {
        try {
            return once.in(command.residentId().country(), () -> office.check(command), resident -> {
                Vaccination dose = office.record(command, caller);
                String detail = "dose " + command.dose() + " of " + command.residentId();
                String id = dose.vaccinationId().toString();
                audit.record(command.residentId().country(), "vaccination.recorded", caller, id, detail);
                return ResponseEntity.status(HttpStatus.CREATED).body(dose);
            });
        } catch (ProblemException refused) {
            office.tellOfConflict(refused, command, caller); // in a transaction of its own: that one is rolled back
            throw refused;
        }
    }

    @Operation(summary = "The own doses", description = "The newest last.")
    @GetMapping("/v1/me/vaccinations")
    ResponseEntity<List<Vaccination>> mine(Caller caller) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache().cachePrivate())
                .body(office.of(caller.resident()));
    }
}
