package org.meridian.registration.device;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.regex.Pattern;

/** What is printed on a device, an inventory number: no place for a name. */
public record DeviceLabel(String text) {

    private static final Pattern FORM = Pattern.compile("[A-Z0-9-]{4,32}");

    /** @throws IllegalArgumentException when it is none */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public DeviceLabel {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("4 to 32 of A-Z, 0-9 and -, as printed on the device.");
        }
    }
}
