package com.hubify.clerk.sessiontoken;

import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Session tokens.
 *
 * @param jwtTemplates JWT templates of the instance
 */
@ConfigurationProperties("clerk.simulator")
record SessionTokenProperties(@DefaultValue List<JwtTemplate> jwtTemplates) {

    Optional<JwtTemplate> template(String name) {
        return jwtTemplates.stream().filter(one -> one.name().equals(name)).findFirst();
    }
}
