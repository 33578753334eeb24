package com.hubify.clerk.sessiontoken;

import com.hubify.clerk.problem.ClerkProblem;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Session tokens.
 *
 * @param jwtTemplates JWT templates of the instance
 */
@ConfigurationProperties("clerk.simulator")
record SessionTokenProperties(@DefaultValue List<JwtTemplate> jwtTemplates) {

    /** @throws ClerkProblem 404 if there is no template of this name */
    JwtTemplate required(String name) {
        return jwtTemplates.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> ClerkProblem.notFound("No JWT template exists with name " + name));
    }
}
