package org.meridian.registration.test;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.meridian.db.test.TestCluster;
import org.meridian.platform.test.StubService;
import org.meridian.platform.test.TestTokens;
import org.meridian.registration.RegistrationApplication;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The service as it runs in region eu on the local cluster, in profile local, with stand-ins for those it tells. */
public final class Service {

    private static final Map<String, StubService> TOLD = Stream.of("sampling", "results", "checkin", "sharing")
            .collect(Collectors.toUnmodifiableMap(Function.identity(), name -> told()));

    private static StubService told() {
        return StubService.start()
                .on("POST", "/internal/events", call -> StubService.Reply.ok(Verdicts.handled(call.body())))
                .on("POST", "/internal/erasures/unknown", call -> StubService.Reply.ok("[]"));
    }

    private final ConfigurableApplicationContext context;

    private Service(ConfigurableApplicationContext context) {
        this.context = context;
    }

    private static final class Holder {
        static final Service SHARED = start(Map.of());
    }

    /** One for all tests of a run that need no settings of their own. */
    public static Service shared() {
        return Holder.SHARED;
    }

    /** One with settings of its own; close it. */
    public static Service start(Map<String, String> settings) {
        return start("local", settings);
    }

    public static Service start(String profile, Map<String, String> settings) {
        TestCluster cluster = TestCluster.shared();
        cluster.migrate("registration", Service.class.getClassLoader());
        Map<String, Object> properties = new LinkedHashMap<>(cluster.properties("registration", "eu"));
        for (String region : new String[] {"us", "eu", "ap"}) {
            TOLD.forEach((name, stub) -> properties.put("meridian.services." + region + "." + name, stub.address()));
        }
        properties.put("meridian.keys", TestTokens.keys());
        properties.put("management.server.port", "-1"); // several run at once
        properties.put("meridian.load.enabled", "false"); // on a slow machine fewer are let in at once than come here
        properties.put("meridian.group-commit.patience", "30s"); // nor does anybody there wait too long
        properties.putAll(settings);
        String[] arguments = properties.entrySet().stream()
                .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                .toArray(String[]::new);
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = "--server.port=0";
        return new Service(new SpringApplicationBuilder(RegistrationApplication.class)
                .web(WebApplicationType.SERVLET)
                .profiles(profile)
                .run(all));
    }

    public ListableBeanFactory factory() {
        return context;
    }

    public Api api() {
        return new Api(port());
    }

    public int port() {
        return Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer())
                .getPort();
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public <T> java.util.List<T> beans(Class<T> type) {
        return context.getBeanProvider(type).orderedStream().toList();
    }

    public boolean has(Class<?> type) {
        return context.getBeanProvider(type).stream().findAny().isPresent();
    }

    /** What checkin was told. */
    public static StubService checkin() {
        return told("checkin");
    }

    /** What another service was told. */
    public static StubService told(String service) {
        return Objects.requireNonNull(TOLD.get(service));
    }

    public void close() {
        context.close();
    }
}
