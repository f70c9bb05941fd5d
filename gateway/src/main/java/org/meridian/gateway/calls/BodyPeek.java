package org.meridian.gateway.calls;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Looks for what a body says of itself, without reading more than it must. */
public final class BodyPeek {

    private static final JsonFactory JSON = new JsonFactory();

    private BodyPeek() {}

    /** The text of a property of the outermost object; empty for whatever a service has to refuse. */
    public static Optional<String> textOf(byte[] json, String property) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean wanted = parser.currentName().equals(property);
                JsonToken value = parser.nextToken();
                if (wanted) {
                    return value == JsonToken.VALUE_STRING ? Optional.of(parser.getString()) : Optional.empty();
                }
                parser.skipChildren();
            }
        } catch (JacksonException e) {
            // What cannot be read is the service's to refuse, in its own words.
            return Optional.empty();
        }
        return Optional.empty();
    }
}
