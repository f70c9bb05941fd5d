package org.meridian.sharing.roster;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a roster as a stream, line by line, in either format. */
@Component
class RosterReader {

    static final String NATIONAL_ID = "nationalId";
    static final String TYPE = "type";
    static final String EXPIRES_ON = "expiresOn";
    static final String COUNTRY = "country";
    static final String REFERENCE = "reference";

    private static final Set<String> NEEDED = Set.of(NATIONAL_ID, TYPE, EXPIRES_ON);
    private static final List<String> COLUMNS = List.of(NATIONAL_ID, "name", TYPE, EXPIRES_ON, COUNTRY, REFERENCE);

    private final JsonMapper json;

    RosterReader(JsonMapper json) {
        this.json = json;
    }

    /** @throws ProblemException 422 for a file that cannot be read to its end */
    void csv(InputStream in, Consumer<RosterLine> lines) throws IOException {
        CsvRecords records = new CsvRecords(in);
        CsvRecords.CsvRecord header = records.read();
        if (header == null) {
            throw records.unreadable("a header with the columns " + COLUMNS + " is missing");
        }
        List<String> columns = header.values().stream().map(String::strip).toList();
        if (!COLUMNS.containsAll(columns)
                || !columns.containsAll(NEEDED)
                || new HashSet<>(columns).size() < columns.size()) {
            throw records.unreadable("the header must name "
                    + NEEDED.stream().sorted().toList() + ", each once, and nothing but " + COLUMNS);
        }
        for (CsvRecords.CsvRecord row = records.read(); row != null; row = records.read()) {
            lines.accept(line(row, columns));
        }
    }

    private static RosterLine line(CsvRecords.CsvRecord row, List<String> columns) {
        if (row.values().size() != columns.size()) {
            return new RosterLine.Unusable(
                    row.line(), "has " + row.values().size() + " values where the header has " + columns.size());
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            put(values, columns.get(i), row.values().get(i));
        }
        return new RosterLine.Values(row.line(), values);
    }

    /** @throws ProblemException 422 for no array or one that does not end well, 400 for an unknown property */
    void json(InputStream in, Consumer<RosterLine> lines) throws IOException {
        int element = 0;
        try (JsonParser parser =
                json.reader().without(StreamReadFeature.AUTO_CLOSE_SOURCE).createParser(in)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw malformed("a JSON array is expected");
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                element++;
                JsonNode node = parser.readValueAsTree();
                lines.accept(line(element, node));
            }
            if (parser.nextToken() != null) {
                throw malformed("something follows the array");
            }
        } catch (JacksonException e) {
            if (e.getCause() instanceof IOException broken) {
                throw broken; // the connection, not the file
            }
            throw malformed("after element " + element + " it is not well-formed JSON");
        }
    }

    private static RosterLine line(int element, JsonNode node) {
        if (!node.isObject()) {
            return new RosterLine.Unusable(element, "is no JSON object");
        }
        Map<String, String> values = new HashMap<>();
        for (Map.Entry<String, JsonNode> property : node.properties()) {
            if (!COLUMNS.contains(property.getKey())) {
                throw ProblemException.invalid(
                        "/" + (element - 1) + "/"
                                + property.getKey().replace("~", "~0").replace("/", "~1"),
                        "There is no such property.");
            }
            JsonNode value = property.getValue();
            if (!value.isString() && !value.isNull()) {
                return new RosterLine.Unusable(element, property.getKey() + " is no text");
            }
            put(values, property.getKey(), value.isNull() ? "" : value.asString());
        }
        return new RosterLine.Values(element, values);
    }

    private static void put(Map<String, String> values, String column, String value) {
        if (!value.isBlank()) {
            values.put(column, value.strip());
        }
    }

    private static ProblemException malformed(String why) {
        return new ProblemException(ProblemType.UNREADABLE_FILE, "Reading stopped: " + why + ". Nothing was stored.");
    }
}
