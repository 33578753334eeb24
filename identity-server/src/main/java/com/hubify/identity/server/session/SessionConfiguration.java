package com.hubify.identity.server.session;

import com.hubify.identity.server.revocation.Retention;
import java.security.SecureRandom;
import java.util.Objects;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.session.SessionRepository;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.data.redis.RedisSessionMapper;
import org.springframework.session.data.redis.RedisSessionRepository;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;

/** Sessions in Redis, as JSON and not as serialized Java objects: reading one must never instantiate arbitrary classes. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SessionProperties.class)
class SessionConfiguration {

    SessionConfiguration(SessionProperties properties, Retention retention) {
        retention.requireLongerThan(properties.timeToLive(), "hubify.identity.session.time-to-live");
    }

    /** Spring Session looks it up by this name. */
    @Bean
    RedisSerializer<Object> springSessionDefaultRedisSerializer() {
        return new SessionJson();
    }

    /** A session without its mandatory times is treated as missing. */
    @Bean
    SessionRepositoryCustomizer<RedisSessionRepository> readableSessions() {
        RedisSessionMapper spring = new RedisSessionMapper();
        return sessions -> sessions.setRedisSessionMapper((id, members) -> {
            try {
                return spring.apply(id, members);
            } catch (IllegalStateException | ClassCastException | IllegalArgumentException e) {
                return null;
            }
        });
    }

    @Bean
    CookieSerializer cookieSerializer(AuthorizationServerSettings settings) {
        BrowserCookies cookies = BrowserCookies.of(Objects.requireNonNull(settings.getIssuer()));
        DefaultCookieSerializer cookie = new DefaultCookieSerializer();
        cookie.setCookieName(cookies.name());
        cookie.setCookiePath("/");
        cookie.setUseSecureCookie(cookies.secure());
        cookie.setUseHttpOnlyCookie(true);
        cookie.setSameSite("Lax");
        return cookie;
    }

    @Bean
    static BeanPostProcessor endedSessions() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof SessionRepository<?> spring ? new EndedSessions<>(spring) : bean;
            }
        };
    }

    @Bean
    SessionSecrets sessionSecrets(CookieSerializer cookies, SecureRandom random) {
        return new SessionSecrets(cookies, random);
    }

    @Bean
    SessionRegistry sessionRegistry() {
        return new UntrackedSessions();
    }
}
