package org.meridian.checkin.healthcode;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meridian.checkin.status.Colour;
import org.meridian.checkin.status.LatestResult.Outcome;
import org.meridian.checkin.status.Vaccination;
import org.meridian.platform.id.ResidentId;

/**
 * What a resident shows at a door; at most 1 KiB as JSON.
 *
 * @param latestTest absent before the first result
 * @param vaccination absent before the first dose
 * @param name masked; absent while registration cannot be asked
 * @param nationalId masked; the same
 * @param generatedAt the moment of what it is made from: now, or, of a stale one, when home was seen last
 * @param validUntil before then time alone does not change the colour
 * @param stale made from what was last seen, because home can't be asked
 * @param signature of a stale one: checkin-service's over {@link #signedText}, for whoever must rely on it meanwhile
 */
public record HealthCode(
        Colour colour,
        List<Reason> reasons,
        @Nullable LatestTest latestTest,
        @Nullable Vaccination vaccination,
        @Nullable String name,
        @Nullable String nationalId,
        Instant generatedAt,
        Instant validUntil,
        boolean stale,
        @Nullable String signature) {

    /** What a signature of a stale code is good for. */
    public static final String PURPOSE = "stale health code";

    /** @param ageHours whole hours since the sample when the code was asked for */
    public record LatestTest(Outcome outcome, Instant sampledAt, long ageHours) {}

    /**
     * The same for two codes that say the same, whenever they were made: neither {@code generatedAt} with its signature nor the
     * test's age counts, therefore it is weak. It ends with the code's validity.
     */
    @JsonIgnore
    public String etag() {
        String test = latestTest == null ? "" : latestTest.outcome() + "@" + latestTest.sampledAt();
        String said = String.join(
                "\n",
                colour.name(),
                reasons.toString(),
                test,
                Objects.toString(vaccination, ""),
                Objects.toString(name, ""),
                Objects.toString(nationalId, ""),
                validUntil.toString(),
                Boolean.toString(stale));
        byte[] hash = sha256().digest(said.getBytes(StandardCharsets.UTF_8));
        return "W/\""
                + Base64.getUrlEncoder().withoutPadding().encodeToString(hash).substring(0, 22) + "\"";
    }

    /**
     * What the signature is over, a line each: whose it is, colour, rules, the test, the vaccination, name and identity document as
     * they are shown, of what time it is, until when it holds. What is absent is an empty line.
     */
    public String signedText(ResidentId resident) {
        return String.join(
                "\n",
                resident.toString(),
                colour.name(),
                reasons.stream().map(Reason::rule).collect(Collectors.joining(",")),
                latestTest == null ? "" : latestTest.outcome() + "@" + latestTest.sampledAt(),
                vaccination == null ? "" : vaccination.doses() + "@" + vaccination.lastDoseOn(),
                Objects.toString(name, ""),
                Objects.toString(nationalId, ""),
                generatedAt.toString(),
                validUntil.toString());
    }

    HealthCode signed(String by) {
        return new HealthCode(
                colour, reasons, latestTest, vaccination, name, nationalId, generatedAt, validUntil, stale, by);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
