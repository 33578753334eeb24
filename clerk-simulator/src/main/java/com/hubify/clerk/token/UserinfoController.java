package com.hubify.clerk.token;

import com.hubify.clerk.directory.Directory;
import com.hubify.clerk.instance.InstanceProperties;
import com.hubify.clerk.organization.Organization;
import com.hubify.clerk.problem.ClerkProblem;
import com.hubify.clerk.user.User;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/**
 * User info. Values a granted scope would tell and the person has not are null here, unlike in ID tokens;
 * a refusal has Clerk's shape and no RFC 6750 challenge.
 */
@RestController
class UserinfoController {

    private static final String BEARER = "Bearer ";

    private final AccessTokens accessTokens;
    private final Directory directory;
    private final InstanceProperties instance;

    UserinfoController(AccessTokens accessTokens, Directory directory, InstanceProperties instance) {
        this.accessTokens = accessTokens;
        this.directory = directory;
        this.instance = instance;
    }

    @RequestMapping(
            path = "/oauth/userinfo",
            method = {RequestMethod.GET, RequestMethod.POST},
            produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> userinfo(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization) {
        AccessToken token = Optional.ofNullable(authorization)
                .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .flatMap(header -> accessTokens.read(header.substring(BEARER.length())))
                .orElseThrow(ClerkProblem::userInfoUnavailable);
        User user = directory.user(token.userId()).orElseThrow(ClerkProblem::userInfoUnavailable);
        Map<String, Object> body = new TreeMap<>(UserClaims.of(user, token::allows));
        if (token.allows("profile")) {
            body.put("username", body.getOrDefault("preferred_username", UserClaims.ABSENT));
        }
        body.put("object", "oauth_user_info");
        body.put("instance_id", instance.instanceId());
        body.put("user_id", user.id());
        body.put("sub", user.id());
        token.organizationId()
                .filter(id -> token.allows("user:org:read"))
                .flatMap(id -> directory.membership(user, id))
                .map(directory::organization)
                .ifPresent(organization -> add(organization, body));
        return body;
    }

    private static void add(Organization organization, Map<String, Object> body) {
        body.put("org_id", organization.id());
        body.put("org_name", organization.name());
        body.put("org_slug", organization.slug() == null ? UserClaims.ABSENT : organization.slug());
    }
}
