package org.meridian.checkin.override;

import org.springframework.context.ApplicationContext;

/** Calls for a comparison now, which otherwise comes by itself. */
public final class ColourComparisons {

    private ColourComparisons() {}

    public static void once(ApplicationContext service) {
        service.getBean(ColourComparison.class).turn();
    }
}
