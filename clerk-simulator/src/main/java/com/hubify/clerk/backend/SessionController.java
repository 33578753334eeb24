package com.hubify.clerk.backend;

import com.hubify.clerk.directory.Directory;
import com.hubify.clerk.directory.Sessions;
import com.hubify.clerk.instance.ClerkIds;
import com.hubify.clerk.instance.InstanceProperties;
import com.hubify.clerk.organization.Membership;
import com.hubify.clerk.problem.ClerkProblem;
import com.hubify.clerk.session.Session;
import com.hubify.clerk.session.SessionJson;
import com.hubify.clerk.session.SessionStatus;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Sessions. Tokens for them are minted in {@code sessiontoken}. */
@RestController
@RequestMapping(path = "/v1/sessions", produces = MediaType.APPLICATION_JSON_VALUE)
class SessionController {

    private final Clock clock;
    private final ClerkIds ids;
    private final InstanceProperties instance;
    private final Directory directory;
    private final Sessions sessions;

    SessionController(Clock clock, ClerkIds ids, InstanceProperties instance, Directory directory, Sessions sessions) {
        this.clock = clock;
        this.ids = ids;
        this.instance = instance;
        this.directory = directory;
        this.sessions = sessions;
    }

    /** Newest first. A bare array, unless {@code paginated=true} asks for the count. */
    @GetMapping
    Object list(
            @RequestParam(name = "user_id", required = false) @Nullable String userId,
            @RequestParam(name = "client_id", required = false) @Nullable String clientId,
            @RequestParam(name = "status", required = false) @Nullable String status,
            @RequestParam(name = "paginated", defaultValue = "false") boolean paginated,
            HttpServletRequest request) {
        if (userId == null && clientId == null) {
            throw ClerkProblem.parameterMissing("user_id or client_id");
        }
        Query query = Query.of(request, "user_id", "client_id", "status", "paginated");
        requireKnown(status);
        List<Session> found = directory.sessions().stream()
                .filter(one -> userId == null || one.userId().equals(userId))
                .filter(one -> clientId == null || one.clientId().equals(clientId))
                .filter(one ->
                        status == null || one.statusAt(clock.instant()).code().equals(status))
                .sorted((one, other) -> other.createdAt().compareTo(one.createdAt()))
                .toList();
        Page page = query.page();
        return paginated ? page.counted(found, this::json) : page.of(found, this::json);
    }

    @GetMapping("/{id}")
    Map<String, @Nullable Object> get(@PathVariable("id") String id) {
        return json(find(id));
    }

    /** Revoking a session that has ended changes nothing. */
    @PostMapping("/{id}/revoke")
    Map<String, @Nullable Object> revoke(@PathVariable("id") String id) {
        Session session = find(id);
        return json(sessions.end(id, SessionStatus.REVOKED).orElse(session));
    }

    /** For tests only: Clerk refuses it on production instances. */
    @PostMapping
    Map<String, @Nullable Object> create(@RequestBody Map<String, @Nullable Object> json) {
        if (!instance.isDevelopment()) {
            throw ClerkProblem.notInProduction();
        }
        Body body = Body.of(json, "user_id", "active_organization_id");
        String userId = body.required("user_id");
        String organization = body.text("active_organization_id");
        String organizationId =
                organization == null ? null : member(userId, organization).organizationId();
        Session session = sessions.begin(userId, ids.next("client"));
        return json(sessions.activate(session.id(), organizationId).orElse(session));
    }

    private Membership member(String userId, String organization) {
        return directory
                .user(userId)
                .flatMap(user -> directory.membership(user, organization))
                .orElseThrow(() ->
                        ClerkProblem.notFound("No organization membership was found for organization " + organization));
    }

    private Session find(String id) {
        return directory.session(id).orElseThrow(() -> ClerkProblem.notFound("No session was found with id " + id));
    }

    private Map<String, @Nullable Object> json(Session session) {
        return SessionJson.of(session, clock.instant());
    }

    private static void requireKnown(@Nullable String status) {
        if (status != null
                && Arrays.stream(SessionStatus.values())
                        .noneMatch(one -> one.code().equals(status))) {
            throw ClerkProblem.parameterInvalid("status", status + " is not a status of sessions.");
        }
    }
}
