package org.meridian.results.upload.web;

import java.util.List;
import org.meridian.results.upload.LabFiles;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
class UploadConfiguration implements WebMvcConfigurer {

    private final LabFiles files;

    UploadConfiguration(LabFiles files) {
        this.files = files;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new LabFileResolver(files));
    }
}
