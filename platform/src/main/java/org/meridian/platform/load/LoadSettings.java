package org.meridian.platform.load;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How limits behave.
 *
 * @param enabled whether anything is refused at all
 * @param least calls in flight that are always let in
 * @param initial the limit before anything is known
 * @param most the highest limit
 * @param window how often it is decided whether the limit goes up or down
 * @param unnoticed calls that take no longer are in time, whatever they take without load
 * @param tolerance and so are calls that take no more than so many times what they take without load
 * @param share of a limit, in percent, that one site, place or unit may use at once while there are others
 * @param fair how many times what is usual for one it may come with while the machine is busy
 * @param always calls a second that one may always come with
 * @param from while fewer calls a second come for sites, places and units in all, none is held to what is usual
 * @param busy of the machine's processors, in percent, from where on it is busy
 */
@ConfigurationProperties(prefix = "meridian.load", ignoreUnknownFields = false)
public record LoadSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("64") int least,
        @DefaultValue("512") int initial,
        @DefaultValue("2000") int most,
        @DefaultValue("100ms") Duration window,
        @DefaultValue("500ms") Duration unnoticed,
        @DefaultValue("3") double tolerance,
        @DefaultValue("50") int share,
        @DefaultValue("2") double fair,
        @DefaultValue("50") int always,
        @DefaultValue("500") int from,
        @DefaultValue("60") int busy) {

    public LoadSettings {
        if (least < 1 || initial < least || most < initial || tolerance < 1 || fair < 1 || always < 1) {
            throw new IllegalArgumentException(
                    "limits go from 1 upwards, least to initial to most; tolerance, fair and always are 1 at least");
        }
        if (share < 1 || share > 100 || busy < 1 || busy > 100) {
            throw new IllegalArgumentException("share and busy are percents");
        }
    }

    /** The defaults. */
    public static final LoadSettings STANDARD = new LoadSettings(
            true, 64, 512, 2000, Duration.ofMillis(100), Duration.ofMillis(500), 3, 50, 2, 50, 500, 60);
}
