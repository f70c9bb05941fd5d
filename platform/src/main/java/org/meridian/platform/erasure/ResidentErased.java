package org.meridian.platform.erasure;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.meridian.platform.id.ResidentId;

/** registration-service has erased a person: whoever has rows of theirs erases them too. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ResidentErased(ResidentId residentId) {

    public static final String TYPE = "ResidentErased";
}
