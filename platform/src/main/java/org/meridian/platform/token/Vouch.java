package org.meridian.platform.token;

import com.nimbusds.jose.jwk.OctetSequenceKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A gateway's word to its own region's services, that it has verified a token's signature: {@code <version>.<HMAC-SHA256 by
 * the region's secret>}, over the region's name and the whole token, so it is good for this token and in this region alone.
 * Checking it costs a fiftieth of checking the signature. It says nothing but that: all else about a token is looked at as
 * ever. The same secret seals other words between the two, each for a purpose of its own.
 *
 * <p>The folder is looked at again every few seconds while it is used. Without a secret nothing is vouched for and no vouch
 * believed: then signatures are checked twice.
 */
public final class Vouch {

    /** Set by the region's gateway alone; from outside it is dropped. */
    public static final String HEADER = "X-Meridian-Vouch";

    private static final String TOKEN = "vouch";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int MAC_LENGTH = 43;
    private static final Logger LOG = LoggerFactory.getLogger(Vouch.class);

    private final Path folder;
    private final String region;
    private final Clock clock;
    private final AtomicLong checkedAt;
    private volatile List<Secret> secrets;

    /** A version; the same object as long as the file says the same. */
    private record Secret(KeyId id, String version, Instant usedFrom, OctetSequenceKey key, Mac mac) {}

    /** @param region whose gateway or service this is */
    public Vouch(Path folder, String region, Clock clock) {
        this.folder = folder;
        this.region = region;
        this.clock = clock;
        this.checkedAt = new AtomicLong(clock.millis());
        this.secrets = load(List.of());
        if (secrets.isEmpty()) {
            LOG.info("there is no {}{}.*.key in the folder of keys: no token is vouched for", VouchKeys.PREFIX, region);
        }
    }

    String region() {
        return region;
    }

    /** The header's value for a token whose signature was found good; none without a secret. */
    public @Nullable String of(String token) {
        return seal(TOKEN, token.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether this region's gateway vouches for this token. */
    boolean isFor(String token, String vouch) {
        return isSealed(TOKEN, token.getBytes(StandardCharsets.UTF_8), vouch);
    }

    /**
     * Seals a message between this region's gateway and its services.
     *
     * @param purpose what kind of message it is, without a line break: a seal for one purpose is none for another
     * @return none without a secret
     */
    public @Nullable String seal(String purpose, byte[] message) {
        Instant now = clock.instant();
        for (Secret secret : current(KeyRing.CHECKED_EVERY)) {
            if (!secret.usedFrom().isAfter(now)) {
                return sealed(secret, purpose, message);
            }
        }
        return null;
    }

    /** Whether somebody with this region's secret sealed exactly this message for this purpose. */
    public boolean isSealed(String purpose, byte[] message, String seal) {
        int dot = seal.length() - MAC_LENGTH - 1;
        if (dot <= 0) {
            return false;
        }
        String version = seal.substring(0, dot); // what stands behind it is compared with all the rest
        Secret secret = find(version, KeyRing.CHECKED_EVERY)
                .or(() -> find(version, KeyRing.CHECKED_AT_A_MISS))
                .orElse(null);
        // compared as text: there is one way only to write it
        return secret != null
                && MessageDigest.isEqual(
                        sealed(secret, purpose, message).getBytes(StandardCharsets.UTF_8),
                        seal.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether the secret that a vouch names is still there. */
    boolean stands(String vouch) {
        return find(vouch.substring(0, vouch.length() - MAC_LENGTH - 1), KeyRing.CHECKED_EVERY)
                .isPresent();
    }

    private String sealed(Secret secret, String purpose, byte[] message) {
        try {
            Mac mac = (Mac) secret.mac().clone(); // with the key's schedule; a Mac is for one thread
            mac.update((purpose + '\n' + region + '\n').getBytes(StandardCharsets.UTF_8));
            return secret.version() + '.' + Tokens.base64(mac.doFinal(message));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("this " + ALGORITHM + " cannot be copied", e);
        }
    }

    private Optional<Secret> find(String version, Duration age) {
        for (Secret secret : current(age)) {
            if (secret.version().equals(version)) {
                return Optional.of(secret);
            }
        }
        return Optional.empty();
    }

    private List<Secret> current(Duration age) {
        long now = clock.millis();
        long last = checkedAt.get();
        if ((now - last >= age.toMillis() || now < last) && checkedAt.compareAndSet(last, now)) {
            try {
                secrets = load(secrets);
            } catch (RuntimeException e) {
                LOG.warn("the secrets for vouching cannot be read; those known stay in use: {}", e.toString());
            }
        }
        return secrets;
    }

    private List<Secret> load(List<Secret> before) {
        List<Secret> found = VouchKeys.FILES.of(folder, VouchKeys.PREFIX + region).stream()
                .map(id -> load(id, before))
                .toList();
        if (!found.equals(before)) {
            LOG.info(
                    "vouching by {}", found.stream().map(s -> s.id().toString()).toList());
        }
        return found;
    }

    private Secret load(KeyId id, List<Secret> before) {
        OctetSequenceKey key = VouchKeys.read(folder, id);
        return before.stream()
                .filter(known -> known.id().equals(id) && known.key().equals(key))
                .findFirst()
                .orElseGet(() -> new Secret(id, String.valueOf(id.version()), KeyFiles.signsFrom(key), key, mac(key)));
    }

    private static Mac mac(OctetSequenceKey key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.toByteArray(), ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("there is no " + ALGORITHM, e);
        }
    }
}
