package org.meridian.platform.handover;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

/**
 * The first thing a process that is told to end would do is say that it refuses traffic, and whoever asks for its health over
 * an old connection would send its calls elsewhere. So leave is taken before that, and until it is taken all is well.
 */
public final class BeforeRefusing implements ApplicationListener<AvailabilityChangeEvent<?>>, Ordered {

    private final Runnable leave;

    public BeforeRefusing(Runnable leave) {
        this.leave = leave;
    }

    /** Before those who note what is said. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public void onApplicationEvent(AvailabilityChangeEvent<?> event) {
        if (event.getState() == ReadinessState.REFUSING_TRAFFIC) {
            leave.run();
        }
    }
}
