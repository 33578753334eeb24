package com.hubify.clerk.authorize;

import com.hubify.clerk.directory.Directory;
import com.hubify.clerk.grant.Grant;
import com.hubify.clerk.grant.Grants;
import com.hubify.clerk.instance.ClerkIds;
import com.hubify.clerk.organization.Membership;
import com.hubify.clerk.session.Session;
import com.hubify.clerk.user.User;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** Turns a request the person agreed to into a grant and its code. */
@Component
class CodeIssuer {

    private static final String ORGANIZATION_SCOPE = "user:org:read";

    private final Clock clock;
    private final ClerkIds ids;
    private final Grants grants;
    private final Directory directory;
    private final AuthorizationAnswer answer;

    CodeIssuer(Clock clock, ClerkIds ids, Grants grants, Directory directory, AuthorizationAnswer answer) {
        this.clock = clock;
        this.ids = ids;
        this.grants = grants;
        this.directory = directory;
        this.answer = answer;
    }

    ModelAndView issue(AuthorizationRequest request, Session session) {
        Grant grant = new Grant(
                ids.next("grant"),
                request.application().clientId(),
                session.userId(),
                request.scopes(),
                session.id(),
                session.createdAt(),
                clock.instant(),
                request.nonce(),
                request.resource(),
                organization(request, session).orElse(null));
        AnswerAddress address = request.address();
        String redirectUri = address.named() ? address.redirectUri() : null;
        String code = grants.issueCode(grant, redirectUri, request.codeChallenge());
        return answer.code(code, request.scopes(), address);
    }

    /** The organization chosen on the consent screen, else the session's active one, else the person's first. Only memberships count. */
    private Optional<String> organization(AuthorizationRequest request, Session session) {
        if (!request.scopes().contains(ORGANIZATION_SCOPE)) {
            return Optional.empty();
        }
        Optional<User> user = directory.user(session.userId());
        Optional<Membership> chosen = request.parameters()
                .get("organization_id")
                .flatMap(id -> user.flatMap(person -> directory.membership(person, id)));
        return chosen.or(() -> user.flatMap(person -> active(person, session)))
                .or(() -> user.flatMap(
                        person -> directory.memberships(person).stream().findFirst()))
                .map(Membership::organizationId);
    }

    private Optional<Membership> active(User user, Session session) {
        return Optional.ofNullable(session.organizationId()).flatMap(id -> directory.membership(user, id));
    }
}
