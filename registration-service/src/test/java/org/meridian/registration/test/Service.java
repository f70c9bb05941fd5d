package org.meridian.registration.test;

import java.util.LinkedHashMap;
import java.util.Map;
import org.meridian.db.test.TestCluster;
import org.meridian.platform.test.StubService;
import org.meridian.platform.test.TestTokens;
import org.meridian.registration.RegistrationApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The service as it runs in region eu on the local cluster, in profile local, with a stand-in for checkin. */
public final class Service {

    private static final StubService CHECKIN = StubService.start()
            .on("POST", "/internal/events", call -> StubService.Reply.ok(Verdicts.handled(call.body())));

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
            properties.put("meridian.services." + region + ".checkin", CHECKIN.address());
        }
        properties.put("meridian.keys", TestTokens.keys());
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

    public Api api() {
        return new Api(java.util.Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer())
                .getPort());
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public boolean has(Class<?> type) {
        return context.getBeanProvider(type).stream().findAny().isPresent();
    }

    /** What checkin was told. */
    public static StubService checkin() {
        return CHECKIN;
    }

    public void close() {
        context.close();
    }
}
