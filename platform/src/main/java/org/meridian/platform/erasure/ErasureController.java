package org.meridian.platform.erasure;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.ResidentId;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** For registration-service, which asks after a restore who of those in its ledger must be erased here again. */
@RestController
final class ErasureController {

    private static final int MOST = 1000;

    private final Erasures erasures;

    ErasureController(Erasures erasures) {
        this.erasures = erasures;
    }

    record Erased(
            @NotNull Country country,
            @NotNull @Size(max = MOST) List<ResidentId> residentIds) {}

    /** Those of them of whose erasure nothing is known here. */
    @PostMapping("/internal/erasures/unknown")
    List<ResidentId> unknown(@Valid @RequestBody Erased asked) {
        Set<ResidentId> known = erasures.among(asked.country(), asked.residentIds());
        return asked.residentIds().stream().filter(id -> !known.contains(id)).toList();
    }
}
