package org.meridian.registration.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Country;
import org.meridian.platform.token.Tokens;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What registration-service can be told.
 *
 * @param keyset the file with the installation's data-protection keys; {@code registration-keyset.json} in the folder
 *     {@code meridian.keys} unless given. Whoever loses it loses all personal data.
 * @param indexKeyset the file with the key of the blind indexes, which does not rotate; {@code
 *     registration-index-keyset.json} beside the other unless given. Whoever loses it finds nobody any more.
 * @param adminPhone the first administrators' phones, E.164; none: only those whom administrators made
 * @param adminCountry in which country those administrators log in
 * @param grantsLapseAfter so long a second administrator may decide on a grant that takes two
 * @param accessTokenLifetime how long a resident's access token is good: it shows the resident's own things
 * @param staffTokenLifetime how long one with any other role is good: it reaches others' things, and a role may be taken away
 * @param refreshTokenLifetime how long a family of refresh tokens can be renewed, from login
 * @param otp the codes that prove a phone
 * @param messages who brings messages to phones
 */
@ConfigurationProperties(prefix = "meridian.registration", ignoreUnknownFields = false)
public record RegistrationSettings(
        @Nullable Path keyset,
        @Nullable Path indexKeyset,
        @DefaultValue List<String> adminPhone,
        @Nullable Country adminCountry,
        @DefaultValue("3d") Duration grantsLapseAfter,
        @DefaultValue("1h") Duration accessTokenLifetime,
        @DefaultValue("15m") Duration staffTokenLifetime,
        @DefaultValue("30d") Duration refreshTokenLifetime,
        @DefaultValue Otp otp,
        @DefaultValue Messages messages) {

    public RegistrationSettings {
        adminPhone = List.copyOf(adminPhone);
        if (adminPhone.isEmpty() != (adminCountry == null)) {
            throw new IllegalArgumentException(
                    "meridian.registration: admin-phone and admin-country are given both or not at all");
        }
        if (Set.copyOf(adminPhone).size() != adminPhone.size()) {
            throw new IllegalArgumentException("meridian.registration.admin-phone: each phone once");
        }
        if (!grantsLapseAfter.isPositive()) {
            throw new IllegalArgumentException("meridian.registration.grants-lapse-after is a time to come");
        }
        if (accessTokenLifetime.compareTo(Tokens.LONGEST_LIFE) > 0
                || staffTokenLifetime.compareTo(Tokens.LONGEST_LIFE) > 0) {
            throw new IllegalArgumentException(
                    "meridian.registration: no verifier takes a token that is good for more than "
                            + Tokens.LONGEST_LIFE.toHours() + " hours");
        }
    }

    /**
     * @param lifetime how long a code can be used
     * @param tries how many wrong ones a code stands
     * @param limit how many codes a phone may be sent within the window; of this and the other limits 0 means none
     * @param limitPerAddress how many may be asked for from one client address within the window, in each country
     * @param limitPerCountry how many may be asked for in a country within the window
     * @param countries the same for single countries
     * @param window the time over which they are counted
     * @param triesPerPhone how many wrong codes may be tried for a phone within the window of tries, over all its challenges
     * @param triesWindow the time over which tries are counted
     */
    public record Otp(
            @DefaultValue("10m") Duration lifetime,
            @DefaultValue("5") int tries,
            @DefaultValue("10") int limit,
            @DefaultValue("200") int limitPerAddress,
            @DefaultValue("1500000") int limitPerCountry,
            @DefaultValue Map<Country, Integer> countries,
            @DefaultValue("10m") Duration window,
            @DefaultValue("30") int triesPerPhone,
            @DefaultValue("1h") Duration triesWindow) {

        public Otp {
            countries = Map.copyOf(countries);
        }
    }

    /**
     * @param webhook where messages are posted to: {@code {"phone":"+…","text":"…"}}; needed outside of profile local
     * @param webhookToken sent as a bearer token to the webhook
     * @param timeout how long to wait for a connection, and again for the answer
     */
    public record Messages(
            @Nullable String webhook,
            @Nullable String webhookToken,
            @DefaultValue("5s") Duration timeout) {

        /** Says nothing of the token, so that no log can. */
        @Override
        public String toString() {
            return "Messages[webhook=" + webhook + ", timeout=" + timeout + "]";
        }
    }
}
