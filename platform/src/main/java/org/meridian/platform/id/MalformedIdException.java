package org.meridian.platform.id;

/** A text that no id is written like; nothing can have it. */
public final class MalformedIdException extends IllegalArgumentException {

    MalformedIdException() {
        super("an id looks like DEU-01JD7KZ8Q4TN3WVYB5M6XCH2RE");
    }
}
