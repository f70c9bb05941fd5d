package org.meridian.platform.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.http.converter.autoconfigure.ClientHttpMessageConvertersCustomizer;
import org.springframework.cloud.openfeign.support.FeignHttpMessageConverters;
import org.springframework.cloud.openfeign.support.HttpMessageConverterCustomizer;

class RemoteConvertersTests {

    @Test
    void convertersAreThereBeforeTheFirstCallsSoThatNoTwoOfThemMakeThemAtOnce() {
        AtomicInteger made = new AtomicInteger();
        ObjectProvider<ClientHttpMessageConvertersCustomizer> counting = new ObjectProvider<>() {
            @Override
            public Stream<ClientHttpMessageConvertersCustomizer> stream() {
                made.incrementAndGet();
                return Stream.empty();
            }

            @Override
            public Stream<ClientHttpMessageConvertersCustomizer> orderedStream() {
                return stream();
            }
        };
        ObjectProvider<HttpMessageConverterCustomizer> none = new ObjectProvider<>() {
            @Override
            public Stream<HttpMessageConverterCustomizer> stream() {
                return Stream.empty();
            }
        };
        FeignHttpMessageConverters converters = new RemoteAutoConfiguration().remoteConverters(counting, none);
        assertThat(made).hasValue(1);
        assertThat(converters.getConverters()).isNotEmpty();
        assertThat(made).hasValue(1);
    }
}
