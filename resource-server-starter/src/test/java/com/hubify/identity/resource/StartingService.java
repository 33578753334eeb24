package com.hubify.identity.resource;

import com.hubify.identity.resource.autoconfigure.ResourceServerAutoConfiguration;
import com.hubify.identity.resource.settings.InvalidDemand;
import java.util.Objects;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.core.NestedExceptionUtils;

/** A servlet service that is only started, to see whether it does. */
final class StartingService {

    static final WebApplicationContextRunner SERVLET = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ResourceServerAutoConfiguration.class,
                    ServletWebSecurityAutoConfiguration.class,
                    WebMvcAutoConfiguration.class,
                    DispatcherServletAutoConfiguration.class))
            .withPropertyValues("hubify.resource.issuer-uri=http://127.0.0.1:1");

    private StartingService() {}

    /** What stopped the start. */
    static InvalidDemand refusal(AssertableWebApplicationContext context) {
        return (InvalidDemand)
                NestedExceptionUtils.getMostSpecificCause(Objects.requireNonNull(context.getStartupFailure()));
    }
}
