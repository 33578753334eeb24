package com.hubify.identity.server.turn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;

class TurnConfigurationTests {

    private final ApplicationContextRunner server =
            new ApplicationContextRunner().withUserConfiguration(TurnConfiguration.class);

    @Test
    void letsVirtualThreadsTakeTurns() {
        server.withPropertyValues("spring.threads.virtual.enabled=true")
                .run(context -> assertThat(context).hasSingleBean(FilterRegistrationBean.class));
    }

    @Test
    void leavesPlatformThreadsToTheSystem() {
        server.run(context -> assertThat(context).doesNotHaveBean(FilterRegistrationBean.class));
    }
}
