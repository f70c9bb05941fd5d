package org.meridian.platform.test;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/**
 * Closes the circuit breakers before each test: tests share an application, and what one test did to a stand-in
 * must not cut the next one off from it.
 */
public final class BreakersClosed implements TestExecutionListener {

    @Override
    public void beforeTestMethod(TestContext test) {
        test.getApplicationContext()
                .getBeanProvider(CircuitBreakerRegistry.class)
                .ifAvailable(registry -> registry.getAllCircuitBreakers().forEach(CircuitBreaker::reset));
    }
}
