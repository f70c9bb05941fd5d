package org.meridian.platform.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.meridian.platform.access.AccessTable;
import org.meridian.platform.access.Operation;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Point 4: a service's answers, looked through for people. A story makes every call that the access table lists for the
 * service alone, and shows each answer; a call that it left out fails it, so that no new one goes unseen. In no answer may
 * stand what is told of a person in full, and whatever bears a name that people's data bear must be masked or be a thing.
 */
public final class MaskedAnswers {

    /** A person as nobody but the person may see them: for neighbours to tell, wherever a service hears of people. */
    public static final Map<String, String> IN_FULL = Map.of(
            "fullName", "Quokka Zyxwvutina",
            "phone", "+4915183746509",
            "nationalNumber", "L01XQ77ZYX",
            "birthDate", "1913-07-29",
            "address", "Zyxwvutinastr. 7");

    private static final List<String> SERVICES = List.of("registration", "sampling", "results", "checkin", "sharing");
    private static final Pattern OF_PEOPLE =
            Pattern.compile("name|phone|national|birth|mail|address|holder", Pattern.CASE_INSENSITIVE);
    private static final String STARS = "***";
    private static final int MOST_SHOWN = 5;
    private static final int LEAST = 4;

    private final List<Operation> operations;
    private final Collection<String> secrets;
    private final Set<String> things;
    private final Map<Operation, Integer> succeeded = new LinkedHashMap<>();
    private final List<String> leaks = new ArrayList<>();
    private int masked;

    /**
     * @param secrets what is told of people in full, wherever the service hears it
     * @param things names of places, sites, companies: nobody's
     */
    public MaskedAnswers(String service, Collection<String> secrets, Set<String> things) {
        Predicate<Operation> everybodys = operation -> SERVICES.stream()
                .allMatch(other -> AccessTable.MERIDIAN.of(other).stream()
                        .anyMatch(o -> o.toString().equals(operation.toString())));
        this.operations = AccessTable.MERIDIAN.of(service).stream()
                .filter(everybodys.negate())
                .toList();
        this.secrets = secrets;
        this.things = things;
    }

    /** An answer, whatever its status, to a call of this method and path. */
    public void saw(String method, String path, int status, String body) {
        String call = method + " " + path.replaceFirst("\\?.*", "");
        if (status >= 200 && status < 300) {
            of(call).ifPresent(operation -> succeeded.merge(operation, 1, Integer::sum));
        }
        secrets.stream()
                .filter(secret -> stands(secret, body))
                .forEach(secret -> leaks.add(secret + " in the answer to " + call + ": " + body));
        try {
            look(call, "", JsonMapper.shared().readTree(body));
        } catch (JacksonException e) {
            // no JSON: a picture
        }
    }

    /** Whatever the service answered so far: nobody in it, no call left out, and some mask seen if there is one to see. */
    public void assertNobodyIsSeen(boolean somebodyIsMasked) {
        assertThat(leaks).isEmpty();
        assertThat(operations).as("calls that the story makes").isSubsetOf(succeeded.keySet());
        assertThat(masked > 0).as("somebody is seen, masked").isEqualTo(somebodyIsMasked);
    }

    private Optional<Operation> of(String call) {
        return operations.stream()
                .filter(operation -> call.matches(operation.toString().replaceAll("\\{\\w+}", "[^/]+")))
                .findFirst();
    }

    private void look(String call, String name, JsonNode value) {
        value.forEachEntry((field, inner) -> look(call, field, inner));
        if (value.isArray()) {
            value.forEach(inner -> look(call, name, inner));
        }
        if (value.isString() && OF_PEOPLE.matcher(name).find() && !things.contains(value.asString())) {
            if (isMasked(value.asString())) {
                masked++;
            } else {
                leaks.add(name + " is not masked in the answer to " + call + ": " + value);
            }
        }
    }

    private static boolean isMasked(String text) {
        return text.contains(STARS) && text.replace("*", "").length() <= MOST_SHOWN;
    }

    /** Also written in another way. */
    private static boolean stands(String secret, String body) {
        assertThat(secret).as("long enough not to be there by chance").hasSizeGreaterThan(LEAST);
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        String base64 = Base64.getEncoder().withoutPadding().encodeToString(bytes);
        String lower = body.toLowerCase(Locale.ROOT);
        return Stream.of(
                                secret,
                                secret.replace(" ", "%20"),
                                secret.replace(" ", "+"),
                                HexFormat.of().formatHex(bytes))
                        .anyMatch(form -> lower.contains(form.toLowerCase(Locale.ROOT)))
                || body.contains(base64);
    }
}
