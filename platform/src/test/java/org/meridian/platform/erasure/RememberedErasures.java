package org.meridian.platform.erasure;

import java.time.Clock;
import java.util.List;
import org.meridian.platform.id.ResidentId;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/** What a process remembers of people who were erased, without any database. */
public final class RememberedErasures {

    private RememberedErasures() {}

    public static Erasures of(ResidentId... erased) {
        ErasureProperties properties = new Binder(new MapConfigurationPropertySource())
                .bindOrCreate("meridian.erasure", ErasureProperties.class);
        RecentErasures recent = new RecentErasures(properties);
        List.of(erased).forEach(recent::add);
        return new Erasures(
                JdbcClient.create(new SimpleDriverDataSource()),
                Clock.systemUTC(),
                recent,
                new StaticListableBeanFactory().getBeanProvider(PersonalRows.class));
    }
}
