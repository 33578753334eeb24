package com.hubify.identity.server.explanation;

import com.hubify.identity.envelope.RefusalReason;
import com.hubify.identity.envelope.RequestIds;
import com.hubify.identity.protocol.HiddenSecrets;
import com.hubify.identity.protocol.TokenClaims;
import com.hubify.identity.server.api.RefusedCall;
import com.hubify.identity.server.client.SenderNetwork;
import com.hubify.identity.server.error.Refusal;
import com.hubify.identity.server.error.Refusals;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Explains every answer of 400, 401, 403, 429 and 503 that has a request id. Around all other filters but the one that gives the ids,
 * so that none can refuse unseen.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 11)
class RefusedCalls extends OncePerRequestFilter {

    private final ExplanationQueue queue;
    private final Clock clock;

    RefusedCalls(ExplanationQueue queue, Clock clock) {
        this.queue = queue;
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, response);
        String reference = response.getHeader(RequestIds.HEADER);
        if (reference != null) {
            RefusalReason.of(response.getStatus())
                    .ifPresent(reason -> queue.add(explain(request, response.getStatus(), reference, reason)));
        }
    }

    private Explanation explain(HttpServletRequest request, int status, String reference, RefusalReason byStatus) {
        Optional<Refusal> refusal = Refusals.of(request);
        Optional<RefusedCall> call = RefusedCall.of(request);
        RefusalReason reason = refusal.flatMap(it -> RefusalReason.parse(it.error()))
                .or(() -> call.flatMap(it -> RefusalReason.parse(it.error().code())))
                .orElse(byStatus);
        String detail = refusal.map(Refusal::reason)
                .or(() -> call.map(it -> it.error().message()))
                .orElse("");
        Explanation explanation = Explanation.ofServer(
                        reference,
                        clock.instant(),
                        reason,
                        status,
                        HiddenSecrets.in(detail),
                        request.getMethod() + " " + HiddenSecrets.in(request.getRequestURI()))
                .from(SenderNetwork.of(request.getRemoteAddr()));
        return call.map(RefusedCall::token)
                .map(token -> ofCaller(explanation, token))
                .or(() -> refusal.filter(Refusal::proven).map(it -> explanation.about("", it.client(), true)))
                .orElse(explanation);
    }

    private static Explanation ofCaller(Explanation explanation, Jwt token) {
        String client = text(token, TokenClaims.CLIENT_ID);
        String subject = text(token, "sub");
        return explanation
                .scopes(explanation.needed(), text(token, TokenClaims.SCOPE))
                .about(subject.equals(client) ? "" : subject, client, true);
    }

    private static String text(Jwt token, String claim) {
        return token.getClaims().get(claim) instanceof String value ? Explanation.cut(value) : "";
    }
}
