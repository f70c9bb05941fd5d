package org.meridian.sampling.sample;

import java.time.Instant;
import java.util.Optional;
import org.meridian.db.topology.Topology;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.token.ResidentCode;
import org.meridian.platform.token.TokenVerifier;
import org.springframework.stereotype.Component;

/** Reads the codes that residents show, by the public keys: nobody is asked. */
@Component
public class ResidentCodes {

    private final TokenVerifier verifier;
    private final Topology topology;

    ResidentCodes(TokenVerifier verifier, Topology topology) {
        this.verifier = verifier;
        this.topology = topology;
    }

    /** @param at when it was scanned */
    public Optional<ResidentId> read(String code, Instant at) {
        return ResidentCode.verify(
                        code, verifier, country -> topology.regionOf(country).name(), at)
                .map(ResidentCode::resident);
    }
}
