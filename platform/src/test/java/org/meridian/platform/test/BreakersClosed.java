package org.meridian.platform.test;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;
import org.springframework.util.ClassUtils;

/**
 * Closes the circuit breakers before each test: tests share an application, and what one test did to a stand-in
 * must not cut the next one off from it.
 */
public final class BreakersClosed implements TestExecutionListener {

    private static final boolean THERE_ARE_SOME = ClassUtils.isPresent(
            "io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry", BreakersClosed.class.getClassLoader());

    @Override
    public void beforeTestMethod(TestContext test) {
        if (THERE_ARE_SOME) {
            Breakers.close(test.getApplicationContext());
        }
    }

    /** Loaded only where resilience4j is: the gateway has none. */
    private static final class Breakers {

        static void close(ApplicationContext context) {
            context.getBeanProvider(CircuitBreakerRegistry.class)
                    .ifAvailable(registry -> registry.getAllCircuitBreakers().forEach(CircuitBreaker::reset));
        }
    }
}
