package com.hubify.clerk.sessiontoken;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.hubify.clerk.directory.Directory;
import com.hubify.clerk.problem.ClerkProblem;
import com.hubify.clerk.session.Session;
import com.hubify.clerk.user.User;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Session tokens through the Backend API. They have no {@code azp}. A session that has ended gets none. */
@RestController
class BackendTokenController {

    private final Clock clock;
    private final Directory directory;
    private final SessionTokens tokens;
    private final SessionTokenProperties properties;

    BackendTokenController(Clock clock, Directory directory, SessionTokens tokens, SessionTokenProperties properties) {
        this.clock = clock;
        this.directory = directory;
        this.tokens = tokens;
        this.properties = properties;
    }

    @PostMapping(path = "/v1/sessions/{id}/tokens", produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> mint(@PathVariable("id") String id, @RequestBody(required = false) @Nullable Life life) {
        Session session = live(id);
        Knobs knobs = Knobs.lasting(life == null ? null : life.seconds());
        return token(tokens.mint(user(session), session, null, knobs));
    }

    @PostMapping(path = "/v1/sessions/{id}/tokens/{template}", produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> mint(@PathVariable("id") String id, @PathVariable("template") String template) {
        User user = user(live(id));
        return token(tokens.mint(user, properties.required(template), null, Knobs.lasting(null)));
    }

    private Session live(String id) {
        return directory
                .session(id)
                .filter(session -> session.statusAt(clock.instant()).isLive())
                .orElseThrow(() -> ClerkProblem.notFound("No active session was found with id " + id));
    }

    private User user(Session session) {
        return directory
                .user(session.userId())
                .orElseThrow(() -> ClerkProblem.notFound("No user was found with id " + session.userId()));
    }

    private static Map<String, Object> token(String jwt) {
        return Map.of("object", "token", "jwt", jwt);
    }

    /** @param seconds 30 to 315,360,000; 60 if absent */
    record Life(
            @JsonProperty("expires_in_seconds") @Nullable Long seconds) {}
}
