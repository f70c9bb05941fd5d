package org.meridian.bench.peer;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.meridian.platform.commit.CommitAutoConfiguration;
import org.meridian.platform.load.BusyMachine;
import org.meridian.platform.load.LoadSettings;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.context.annotation.Bean;

/**
 * A check-in service without tokens, limits, outbox and all else that platform does for a request, run with checkin-service's own
 * settings: whatever is in front of the write is the same for both ways of writing, and as little as it can be.
 */
@SpringBootApplication
public class PeerApplication {

    private static final String PLATFORM = "org.meridian.platform.";

    public static void main(String[] arguments) {
        SpringApplication application = new SpringApplication(PeerApplication.class);
        application.setDefaultProperties(Map.of("spring.config.import", "classpath:meridian/service.yaml"));
        application.setAdditionalProfiles("peer");
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = "--spring.autoconfigure.exclude=" + platformButCommits();
        application.run(all);
    }

    /** As a service has it: commits wait for company on a busy machine. */
    @Bean
    BusyMachine busyMachine() {
        return BusyMachine.here(LoadSettings.STANDARD);
    }

    private static String platformButCommits() {
        var all = ImportCandidates.load(AutoConfiguration.class, PeerApplication.class.getClassLoader());
        return StreamSupport.stream(all.spliterator(), false)
                .filter(name -> name.startsWith(PLATFORM) && !name.equals(CommitAutoConfiguration.class.getName()))
                .collect(Collectors.joining(","));
    }
}
