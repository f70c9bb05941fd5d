package org.meridian.platform.erasure;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.concurrent.atomic.AtomicBoolean;
import org.meridian.platform.id.ResidentId;

/** Those of this region who were erased while tokens of theirs may still live; asked with every request, so in memory. */
final class RecentErasures {

    private final Cache<ResidentId, Boolean> erased;
    private final AtomicBoolean any = new AtomicBoolean();

    RecentErasures(ErasureProperties properties) {
        this.erased = Caffeine.newBuilder()
                .maximumSize(properties.remembered())
                .expireAfterWrite(properties.rememberedFor())
                .build();
    }

    void add(ResidentId resident) {
        erased.put(resident, true);
        any.set(true);
    }

    boolean contains(ResidentId resident) {
        return erased.getIfPresent(resident) != null;
    }

    /** Mostly so: then nobody's id need be read from the token. */
    boolean isEmpty() {
        return !any.get();
    }
}
