package org.meridian.results.upload;

import java.io.InputStream;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meridian.results.upload.Cells.Column;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** Objects, in one array or one after the other (NDJSON), read token by token. A row's line is its number in an array. */
final class JsonRows implements Rows {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(20)
                    .maxNumberLength(100)
                    .maxStringLength(10_000)
                    .maxNameLength(200)
                    .build())
            .build();

    private final JsonParser parser;
    private final boolean array;
    private int number;
    private boolean begun;

    JsonRows(InputStream in, boolean array) {
        this.parser = JSON.createParser(ObjectReadContext.empty(), in);
        this.array = array;
    }

    @Override
    public @Nullable Cells next() {
        try {
            if (array && !begun && !openArray()) {
                return null;
            }
            JsonToken token = parser.nextToken();
            if (token == null) {
                if (array) {
                    throw new UnreadableFile(line(), "the array is not closed.");
                }
                return null;
            }
            if (array && token == JsonToken.END_ARRAY) {
                if (parser.nextToken() != null) {
                    throw new UnreadableFile(line(), "something follows after the array.");
                }
                return null;
            }
            number++;
            return row(token);
        } catch (JacksonException e) {
            throw new UnreadableFile(line(), "this is not well-formed JSON.");
        }
    }

    private boolean openArray() {
        begun = true;
        JsonToken token = parser.nextToken();
        if (token != null && token != JsonToken.START_ARRAY) {
            throw new UnreadableFile(line(), "a JSON array is expected.");
        }
        return token != null;
    }

    private int line() {
        return Math.max(1, parser.currentLocation().getLineNr());
    }

    private Cells row(JsonToken token) {
        int line = array ? number : Math.max(1, parser.currentTokenLocation().getLineNr());
        if (token != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return Cells.flawed(line, "The row is no object.");
        }
        Map<Column, String> texts = new EnumMap<>(Column.class);
        String flaw = null;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            Optional<Column> column = Column.titled(parser.currentName());
            JsonToken value = parser.nextToken();
            if (column.isEmpty()) {
                flaw = "There are properties besides barcode, outcome, testedAt, device and ct.";
            } else if (!fits(column.get(), value)) {
                flaw = column.get().title() + ": not a value of this kind.";
            } else if (value != JsonToken.VALUE_NULL) {
                texts.put(column.get(), parser.getString());
            }
            parser.skipChildren();
        }
        return flaw == null ? Cells.of(line, texts) : Cells.flawed(line, flaw);
    }

    private static boolean fits(Column column, JsonToken value) {
        return switch (value) {
            case VALUE_STRING, VALUE_NULL -> true;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> column == Column.CT;
            default -> false;
        };
    }
}
