package org.meridian.sampling.site;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator says about a new site.
 *
 * @param opensAt {@code HH:mm}, the site's own time; a closing time before it is on the next day
 */
public record RegisterSite(
        @NotNull(message = "An ISO 3166-1 alpha-3 code.") String country,

        @NotBlank(message = TEXT) @Size(max = 200, message = TEXT)
        String name,

        @NotBlank(message = TEXT) @Size(max = 200, message = TEXT)
        String corpName,

        @NotBlank(message = NUMBER) @Size(max = 64, message = NUMBER)
        String corpNo,

        @NotBlank(message = NUMBER) @Size(max = 64, message = NUMBER)
        String division,

        @DecimalMin(value = "-90", message = LATITUDE) @DecimalMax(value = "90", message = LATITUDE) @Nullable
        Double latitude,

        @DecimalMin(value = "-180", message = LONGITUDE) @DecimalMax(value = "180", message = LONGITUDE) @Nullable
        Double longitude,

        @NotNull(message = TIME) @Pattern(regexp = HOUR, message = TIME)
        String opensAt,

        @NotNull(message = TIME) @Pattern(regexp = HOUR, message = TIME)
        String closesAt) {

    private static final String HOUR = "([01][0-9]|2[0-3]):[0-5][0-9]";
    private static final String TIME = "A time of day like 08:30.";
    private static final String TEXT = "1 to 200 characters.";
    private static final String NUMBER = "1 to 64 characters.";
    private static final String LATITUDE = "Degrees north, -90 to 90.";
    private static final String LONGITUDE = "Degrees east, -180 to 180.";
}
