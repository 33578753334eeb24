package com.hubify.identity.server.turn;

import org.springframework.boot.autoconfigure.condition.ConditionalOnThreading;
import org.springframework.boot.thread.Threading;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** On platform threads the system sees to it that everybody has a turn. */
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
