package org.meridian.registration.code.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.meridian.platform.token.Caller;
import org.meridian.registration.code.QrCode;
import org.meridian.registration.token.PeopleTokens;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Signed from the token alone, without the database: it works while the resident's region is down. */
@RestController
@Tag(name = "Residents")
class CodeController {

    private static final MediaType SVG = MediaType.valueOf("image/svg+xml");

    private final PeopleTokens tokens;

    CodeController(PeopleTokens tokens) {
        this.tokens = tokens;
    }

    @GetMapping("/v1/me/code")
    @Operation(
            summary = "The code that a sampler or a place scans",
            description = "Good for five minutes; whoever has the public keys checks it, also offline.")
    ResponseEntity<PeopleTokens.Shown> code(Caller caller) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(tokens.code(caller.resident()));
    }

    @GetMapping("/v1/me/code.svg")
    @Operation(summary = "The same as a QR code")
    ResponseEntity<String> picture(Caller caller) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(SVG)
                .body(QrCode.svg(tokens.code(caller.resident()).code()));
    }
}
