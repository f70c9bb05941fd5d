package org.meridian.platform.remote;

import feign.RetryableException;
import feign.codec.DecodeException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Region;
import org.meridian.db.topology.Topology;
import org.meridian.platform.load.Deadline;
import org.meridian.platform.problem.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Another service, in every region. A call goes to one region's instance, through that region's circuit breaker, so that
 * one region's failure holds up no other's calls.
 */
public final class RegionalClients<T> {

    private static final Logger LOG = LoggerFactory.getLogger(RegionalClients.class);

    private final String service;
    private final Topology topology;
    private final Map<Region, T> clients;
    private final Map<Region, CircuitBreaker> breakers;

    RegionalClients(String service, Topology topology, Map<Region, T> clients, Map<Region, CircuitBreaker> breakers) {
        this.service = service;
        this.topology = topology;
        this.clients = Map.copyOf(clients);
        this.breakers = Map.copyOf(breakers);
    }

    /** Calls the instance in the home region of a country's rows. */
    public <R> R call(Country country, Function<T, R> call) {
        return call(topology.regionOf(country), call);
    }

    /**
     * Calls one region's instance, once: a repetition is the caller's to decide.
     *
     * @throws ProblemException 503 when it does not answer in time or is known not to, or nobody waits for it any more;
     *     otherwise the problem it answered
     */
    public <R> R call(Region region, Function<T, R> call) {
        T client = clients.get(region);
        if (client == null) {
            throw ProblemException.serviceUnavailable(service, region.name());
        }
        Deadline.check();
        CircuitBreaker breaker = Objects.requireNonNull(breakers.get(region));
        try {
            return breaker.executeSupplier(() -> call.apply(client));
        } catch (CallNotPermittedException | RetryableException unavailable) {
            throw ProblemException.serviceUnavailable(service, region.name());
        } catch (DecodeException unreadable) {
            LOG.error("{} of {} answers what cannot be read here", service, region.name(), unreadable);
            throw ProblemException.serviceUnavailable(service, region.name());
        } catch (RemoteFailure failure) {
            throw failure.toProblem(service, region.name());
        }
    }
}
