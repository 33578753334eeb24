package com.hubify.clerk.sessiontoken;

import com.hubify.clerk.directory.Directory;
import com.hubify.clerk.directory.Sessions;
import com.hubify.clerk.problem.ClerkProblem;
import com.hubify.clerk.session.Session;
import com.hubify.clerk.user.User;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Issues session tokens of any person without authentication: the one endpoint that has no counterpart at Clerk. */
@RestController
class SessionTokenController {

    private final Directory directory;
    private final Sessions sessions;
    private final ActiveSessions active;
    private final SessionTokens tokens;
    private final SessionTokenProperties properties;

    SessionTokenController(
            Directory directory,
            Sessions sessions,
            ActiveSessions active,
            SessionTokens tokens,
            SessionTokenProperties properties) {
        this.directory = directory;
        this.sessions = sessions;
        this.active = active;
        this.tokens = tokens;
        this.properties = properties;
    }

    @PostMapping(path = "/simulator/session-tokens", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, String>> mint(
            @RequestParam(defaultValue = "") String identifier,
            @RequestParam(defaultValue = "") String organization,
            @RequestParam(required = false) @Nullable Integer version,
            @RequestParam(required = false) @Nullable String sts,
            @RequestParam(required = false) @Nullable String cat,
            @RequestParam(required = false) @Nullable Boolean oiat,
            @RequestParam(required = false) @Nullable String template,
            @RequestParam(name = "expires_in_seconds", required = false) @Nullable Long expiresInSeconds,
            @RequestParam(required = false) @Nullable String actor,
            @RequestHeader(name = HttpHeaders.ORIGIN, required = false) @Nullable String origin) {
        Knobs knobs = new Knobs(version, sts, cat, oiat, expiresInSeconds, actor);
        User user = directory
                .identifiedBy(identifier)
                .orElseThrow(() -> ClerkProblem.notFound("No user was found with identifier " + identifier));
        String token = template == null
                ? tokens.mint(user, session(user, organization), origin, knobs)
                : tokens.mint(user, properties.required(template), origin, knobs);
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(Map.of("jwt", token));
    }

    /** The person's session with this organization active, or none. */
    private Session session(User user, String organization) {
        String organizationId = organization.isEmpty()
                ? null
                : directory
                        .membership(user, organization)
                        .orElseThrow(() -> ClerkProblem.notFound(
                                "No organization membership was found for organization " + organization))
                        .organizationId();
        Session session = active.of(user);
        return sessions.activate(session.id(), organizationId)
                .orElseThrow(() -> ClerkProblem.notFound("No session was found with id " + session.id()));
    }
}
