package org.meridian.sampling.offline;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What an offline desk noted: a sample, or the sealing of a tube. Texts, so that one that is badly written fails alone. */
@Schema(
        description =
                "A sample (barcode, one of residentCode and residentId, sampledAt) or the sealing of a tube (barcode,"
                        + " sealedAt, samples).")
public record BatchItem(
        @Schema(
                description =
                        "Made by the desk, 1 to 64 of letters, digits and _ . : -; the same again is the same sample,"
                                + " answered with DUPLICATE")
        @Nullable
        String clientId,

        @Nullable String barcode,

        @Schema(description = "The code that the person showed, or else residentId") @Nullable
        String residentCode,

        @Nullable String residentId,

        @Schema(description = "RFC 3339, by the desk's clock: up to two hours off, up to 72 hours ago") @Nullable
        String sampledAt,

        @Schema(
                description =
                        "The desk's own running number of what it did. Items are taken in its order, those without one"
                                + " last, then in the order of their times.")
        @Nullable
        Long sequence,

        @Schema(
                description = "1, 5, 10 or 20: the desk opened this tube without a network. It is opened with its first"
                        + " sample, if it does not exist yet and the site is approved; best said with each of its samples,"
                        + " so that batches may arrive in any order.")
        @Nullable
        Integer capacity,

        @Schema(description = "The desk sealed the tube then, by its clock") @Nullable
        String sealedAt,

        @Schema(
                description = "With sealedAt: how many people the desk knows in the tube. While fewer have arrived the"
                        + " sealing is refused with samples-missing, and is to be sent again after them.")
        @Nullable
        Integer samples) {

    boolean isSealing() {
        return sealedAt != null;
    }

    boolean isSample() {
        return residentCode != null || residentId != null || sampledAt != null;
    }
}
