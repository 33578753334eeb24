package com.hubify.identity.limits.reactive;

import com.github.benmanes.caffeine.cache.Ticker;
import com.hubify.identity.limits.LimitAnswers;
import com.hubify.identity.limits.RequestLimitProperties;
import com.hubify.identity.limits.RequestLimits;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;

/**
 * Wraps the {@code HttpHandler} of the whole server. A {@code WebFilter} would be too late: form data and multipart
 * bodies are read without passing through it.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
public class WebFluxLimitConfiguration {

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    HttpHandlerDecoratorFactory hubifyRequestLimits(
            RequestLimitProperties properties,
            ObjectProvider<LimitAnswers> answers,
            ObjectProvider<Ticker> ticker,
            ListableBeanFactory beans) {
        RequestLimits limits = new RequestLimits(properties, ticker.getIfUnique(Ticker::systemTicker));
        LimitAnswers form = answers.getIfAvailable(() -> LimitAnswers.STATUS_ALONE);
        return handler -> new WebFluxLimitHandler(handler, limits, form, new WebFluxRefusalCors(beans));
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(NettyReactiveWebServerFactory.class)
    static class WebFluxNettyConfiguration {

        @Bean
        WebServerFactoryCustomizer<NettyReactiveWebServerFactory> hubifyRequestTime(
                RequestLimitProperties properties, ObjectProvider<Ticker> ticker) {
            RequestLimits limits = new RequestLimits(properties, ticker.getIfUnique(Ticker::systemTicker));
            return factory -> {
                if (limits.longest().isTimed()) {
                    factory.addServerCustomizers(
                            server -> server.doOnChannelInit((observer, channel, address) -> WebFluxRequestTime.limit(
                                    channel.pipeline(), limits.longest().time())));
                }
            };
        }
    }
}
