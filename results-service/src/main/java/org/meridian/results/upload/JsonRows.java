package org.meridian.results.upload;

import java.io.InputStream;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.meridian.results.upload.Cells.Column;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Objects, in one array or one after the other (NDJSON), read token by token. A row's line is its number in an array. A
 * last object {@code {"rows": N}} says how many rows there are.
 */
final class JsonRows implements Rows {

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(20)
                    .maxNumberLength(100)
                    .maxStringLength(10_000)
                    .maxNameLength(200)
                    .maxDocumentLength(-1)
                    .build())
            .build();
    private static final String TRAILER = "rows";
    private static final String BESIDES = "There are properties besides barcode, outcome, testedAt, device and ct.";

    private final JsonParser parser;
    private final boolean array;
    private int number;
    private boolean begun;
    private boolean closed;
    private int declared = -1;

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
            if (token == null || (array && token == JsonToken.END_ARRAY)) {
                end(token);
                return null;
            }
            if (declared >= 0) {
                throw new UnreadableFile(line(), "something follows after the number of rows.");
            }
            number++;
            Cells cells = row(token);
            return declared >= 0 ? next() : cells;
        } catch (JacksonException e) {
            throw new UnreadableFile(line(), "this is not well-formed JSON.");
        }
    }

    @Override
    public OptionalInt declared() {
        return declared < 0 ? OptionalInt.empty() : OptionalInt.of(declared);
    }

    private boolean openArray() {
        begun = true;
        JsonToken token = parser.nextToken();
        if (token != null && token != JsonToken.START_ARRAY) {
            throw new UnreadableFile(line(), "a JSON array is expected.");
        }
        return token != null;
    }

    private void end(@Nullable JsonToken token) {
        if (array && token == null) {
            throw new UnreadableFile(line(), "the array is not closed.");
        }
        if (array && parser.nextToken() != null) {
            throw new UnreadableFile(line(), "something follows after the array.");
        }
        closed = array;
    }

    /** An array that is closed says itself that it is complete, also when nothing is in it. */
    @Override
    public boolean complete() {
        return closed;
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
        int rows = -1;
        String flaw = null;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            Optional<Column> column = Column.titled(name);
            if (column.isPresent()) {
                String text = value == JsonToken.VALUE_NULL ? "" : String.valueOf(parser.getString());
                if (texts.put(column.get(), text) != null) {
                    throw new UnreadableFile(line(), name + " comes twice in one object.");
                }
                flaw = fits(column.get(), value) ? flaw : name + ": not a value of this kind.";
            } else if (name.equals(TRAILER) && value == JsonToken.VALUE_NUMBER_INT && rows < 0) {
                rows = number();
            } else {
                flaw = BESIDES;
            }
            parser.skipChildren();
        }
        if (rows >= 0 && texts.isEmpty() && flaw == null) {
            declared = rows;
            number--;
        } else if (rows >= 0) {
            flaw = BESIDES;
        }
        return flaw == null ? Cells.of(line, texts) : Cells.flawed(line, flaw);
    }

    private int number() {
        String digits = parser.getString();
        if (!digits.matches("\\d{1,9}")) {
            throw new UnreadableFile(line(), "the number of rows should be one.");
        }
        return Integer.parseInt(digits);
    }

    private static boolean fits(Column column, JsonToken value) {
        return switch (value) {
            case VALUE_STRING, VALUE_NULL -> true;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> column == Column.CT;
            default -> false;
        };
    }
}
