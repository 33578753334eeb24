package com.hubify.identity.server.turn;

import org.springframework.boot.autoconfigure.condition.ConditionalOnThreading;
import org.springframework.boot.thread.Threading;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Only for virtual threads: the operating system schedules platform threads fairly. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnThreading(Threading.VIRTUAL)
class TurnConfiguration {

    @Bean
    FilterRegistrationBean<TurnFilter> turnFilter() {
        FilterRegistrationBean<TurnFilter> filter = new FilterRegistrationBean<>(new TurnFilter());
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }
}
