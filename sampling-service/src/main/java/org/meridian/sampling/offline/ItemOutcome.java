package org.meridian.sampling.offline;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.meridian.sampling.sample.SampleId;

/** What became of one item. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NONE)
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface ItemOutcome {

    @Nullable
    String clientId();

    @JsonProperty("outcome")
    String outcome();

    /** The sample is in the tube now, or the tube is sealed; only a sample has an id. */
    record Accepted(@Nullable String clientId, @Nullable SampleId sampleId) implements ItemOutcome {
        @Override
        public String outcome() {
            return "ACCEPTED";
        }
    }

    /** It was so before: sent again. */
    record Duplicate(@Nullable String clientId, @Nullable SampleId sampleId) implements ItemOutcome {
        @Override
        public String outcome() {
            return "DUPLICATE";
        }
    }

    /** Nothing came of it, and why; it leaves no trace and may be sent again. */
    record Rejected(@Nullable String clientId, Reason reason) implements ItemOutcome {
        @Override
        public String outcome() {
            return "REJECTED";
        }
    }

    /** Why an item was not taken. */
    enum Reason {
        BAD_CLIENT_ID,
        BAD_BARCODE,
        BAD_RESIDENT_ID,
        BAD_SAMPLED_AT,
        /** Neither or both of code and id. */
        NEED_ONE_PERSON,
        /** Forged, damaged, or not valid at the time of the sample. */
        BAD_RESIDENT_CODE,
        SAMPLED_IN_THE_FUTURE,
        SAMPLED_TOO_LONG_AGO,
        BAD_SEQUENCE,
        BAD_CAPACITY,
        BAD_SEALED_AT,
        /** With a sealing: 1 to 20. */
        BAD_SAMPLES,
        /** One item is a sample or a sealing. */
        SAMPLE_OR_SEALING,
        /** A tube cannot be opened at this site at present. */
        SITE_NOT_APPROVED,
        /** Another site opened a tube with this barcode. */
        BARCODE_TAKEN,
        /** The tube was opened with another capacity. */
        CAPACITY_DIFFERS,
        /** Fewer are in the tube than the desk knows of: send the sealing again after the samples. */
        SAMPLES_MISSING,
        /** No tube of this site has the barcode. */
        UNKNOWN_TUBE,
        TUBE_NOT_OPEN,
        TUBE_FULL,
        ALREADY_IN_TUBE,
        /** Another sample has this client id. */
        CLIENT_ID_TAKEN;

        @com.fasterxml.jackson.annotation.JsonValue
        String slug() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
