package org.meridian.gateway.problem;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Hooks;

/**
 * What becomes of an error that comes when its call is over already. A connection that breaks then is nobody's any more and
 * no failure; everything else is one.
 */
@Component
class DroppedErrors implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(DroppedErrors.class);

    DroppedErrors() {
        Hooks.onErrorDropped(error -> {
            if (error instanceof IOException) {
                log.debug("a connection broke after its call", error);
            } else {
                log.error("an error after its call", error);
            }
        });
    }

    @Override
    public void destroy() {
        Hooks.resetOnErrorDropped();
    }
}
