package com.hubify.identity.server.session;

import java.security.SecureRandom;
import java.util.Objects;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;

/** Sessions in Redis, as JSON and not as Java objects: reading one must never build an arbitrary class. */
@Configuration(proxyBeanMethods = false)
class SessionConfiguration {

    /** Found by Spring Session by its name. */
    @Bean
    RedisSerializer<Object> springSessionDefaultRedisSerializer() {
        return new SessionJson();
    }

    /** {@code __Host-} binds the cookie to this very host and to TLS, so that no neighbouring name can plant one. */
    @Bean
    CookieSerializer cookieSerializer(AuthorizationServerSettings settings) {
        boolean secure = Objects.requireNonNull(settings.getIssuer()).startsWith("https:");
        DefaultCookieSerializer cookie = new DefaultCookieSerializer();
        cookie.setCookieName(secure ? "__Host-hubify" : "hubify");
        cookie.setCookiePath("/");
        cookie.setUseSecureCookie(secure);
        cookie.setUseHttpOnlyCookie(true);
        cookie.setSameSite("Lax");
        return cookie;
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
