package org.meridian.gateway.load;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Region;
import org.meridian.db.topology.Topology;
import org.meridian.gateway.calls.Binding;
import org.meridian.gateway.calls.Call;
import org.meridian.gateway.calls.Match;
import org.meridian.gateway.instances.Service;
import org.meridian.platform.access.Priority;
import org.meridian.platform.load.Limiter;
import org.springframework.stereotype.Component;

/**
 * Whether a call can be turned away before anything is done for it: before its token is checked, which costs many times as
 * much as to refuse. That is so when the own region's service is full, or the site, place or unit that it is for has used up its
 * share, and the call is not for another region. Where it goes is only guessed at, from an id in the path or from the token as it
 * says itself, and for whom it is, from the path or the body: whoever makes a false one up is let in a few steps further, to where
 * it is checked, or is refused in the name of another, to whom that costs nothing.
 */
@Component
class Door {

    private static final Service[] SERVICES = Service.values();
    private static final String BEARER = "Bearer ";
    private static final String CLAIM = "\"country\":\"";
    private static final int CODE = 3;
    private static final int LONGEST_CLAIMS = 2048;

    private final Limiters limiters;
    private final Topology topology;
    private final Region own;

    Door(Limiters limiters, Topology topology, Region own) {
        this.limiters = limiters;
        this.topology = topology;
        this.own = own;
    }

    /** Whether any call of the lowest priority, or of somebody who has used up a share, is turned away; then others may be. */
    boolean isAnyClosed() {
        for (Service service : SERVICES) {
            Limiter limiter = limiters.of(own, service);
            if (limiter.isFull(Priority.ANALYTICS) || limiter.isAnyShareUsedUp()) {
                return true;
            }
        }
        return false;
    }

    boolean isClosed(Match.Found found, Glimpse seen) {
        Call call = found.call();
        Service service = call.service();
        if (service == null) {
            return false;
        }
        Limiter limiter = limiters.of(own, service);
        return (limiter.isFull(call.priority()) || isShareUsedUp(limiter, found, seen))
                && isHere(call.binding(), found, seen);
    }

    /** Streams take nothing of a share. */
    private static boolean isShareUsedUp(Limiter limiter, Match.Found found, Glimpse seen) {
        if (!limiter.isAnyShareUsedUp() || found.call().size() == Call.Size.STREAM) {
            return false;
        }
        String whose = ForWhom.atFirstSight(found, seen);
        return whose != null && limiter.isShareUsedUp(whose);
    }

    private boolean isHere(Binding binding, Match.Found found, Glimpse seen) {
        return switch (binding) {
            case Binding.PathId(String variable) -> isOwn(found.variables().getOrDefault(variable, ""));
            case Binding.Own self -> false;
            case Binding.Nearest nearest -> true;
            // a body is not looked at for this: what it names lies nearly always where its sender does
            case Binding.Body body -> isOwn(countryOf(seen.authorization()));
            case Binding.Secret secret -> true;
            case Binding.Token token -> isOwn(countryOf(seen.authorization()));
        };
    }

    /** What begins with no country goes to the own region. */
    private boolean isOwn(String text) {
        if (text.length() < CODE) {
            return true;
        }
        try {
            return topology.regionOf(Country.of(text.substring(0, CODE))).equals(own);
        } catch (IllegalArgumentException e) { // no country, or none that is served
            return true;
        }
    }

    /** What an unchecked token claims; nothing where it claims nothing. */
    static String countryOf(@Nullable String authorization) {
        if (authorization == null || !authorization.startsWith(BEARER)) {
            return "";
        }
        int first = authorization.indexOf('.', BEARER.length());
        int second = first < 0 ? -1 : authorization.indexOf('.', first + 1);
        if (second < 0 || second - first > LONGEST_CLAIMS) {
            return "";
        }
        try {
            byte[] claims = Base64.getUrlDecoder().decode(authorization.substring(first + 1, second));
            String text = new String(claims, StandardCharsets.ISO_8859_1);
            int at = text.indexOf(CLAIM);
            int begin = at + CLAIM.length();
            return at < 0 || begin + CODE > text.length() ? "" : text.substring(begin, begin + CODE);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
