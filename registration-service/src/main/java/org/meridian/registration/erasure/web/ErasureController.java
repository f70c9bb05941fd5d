package org.meridian.registration.erasure.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.meridian.platform.token.Caller;
import org.meridian.registration.erasure.Erasing;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Residents")
class ErasureController {

    private final Erasing erasing;

    ErasureController(Erasing erasing) {
        this.erasing = erasing;
    }

    @DeleteMapping("/v1/me")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Erase oneself",
            description = "Destroys the key that the personal data is sealed with; it can't be undone. Within a minute"
                    + " every service has removed what it has of the person, and tokens that were given open nothing"
                    + " any more: 401. Samples in tubes stay, under an id that leads to nobody.")
    void erase(Caller caller) {
        erasing.erase(caller.resident(), caller);
    }
}
