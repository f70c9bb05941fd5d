package org.meridian.registration.resident.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.id.StaffId;
import org.meridian.platform.problem.ProblemException;
import org.meridian.registration.resident.Directory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** For our own services only. */
@RestController
@RequestMapping("/internal/residents")
class DirectoryController {

    private static final int MOST = 1000;

    private final Directory directory;

    DirectoryController(Directory directory) {
        this.directory = directory;
    }

    record LookUp(
            @NotNull Country country,
            @NotNull @Size(max = MOST) List<String> nationalIds) {}

    record ByKey(
            @NotNull Country country,
            @NotNull @Size(max = MOST) List<String> personKeys) {}

    @PostMapping("/lookup")
    List<Directory.Found> lookUp(@Valid @RequestBody LookUp command) {
        return directory.lookUp(command.country(), command.nationalIds());
    }

    @PostMapping("/by-key")
    List<Directory.Registered> byKey(@Valid @RequestBody ByKey command) {
        return directory.byKey(command.country(), command.personKeys());
    }

    record Pair(@NotNull ResidentId residentId, @NotNull StaffId staffId) {}

    record Same(boolean same) {}

    @PostMapping("/same-person")
    Same samePerson(@Valid @RequestBody Pair pair) {
        return new Same(directory.isSame(pair.residentId(), pair.staffId()));
    }

    @GetMapping("/{residentId}")
    Directory.Masked resident(@PathVariable ResidentId residentId) {
        return directory.masked(residentId).orElseThrow(() -> ProblemException.notFound("resident"));
    }
}
