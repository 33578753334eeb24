package com.hubify.identity.server.explanation;

import com.hubify.identity.envelope.RefusalReason;
import com.hubify.identity.server.client.SenderNetwork;
import com.hubify.identity.server.login.SignInRefused;
import com.hubify.identity.server.page.RequestFailed;
import java.time.Clock;
import java.util.Objects;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Explains the references on pages. */
@Component
class RefusedPages {

    private final ExplanationQueue queue;
    private final Clock clock;

    RefusedPages(ExplanationQueue queue, Clock clock) {
        this.queue = queue;
        this.clock = clock;
    }

    @EventListener
    void on(RequestFailed event) {
        RefusalReason.of(event.status())
                .map(byStatus ->
                        RefusalReason.parse(event.why().split(" ", 2)[0]).orElse(byStatus))
                .ifPresent(reason -> add(
                        event.reference(),
                        reason,
                        event.status(),
                        event.why(),
                        Objects.requireNonNullElse(event.account(), "")));
    }

    @EventListener
    void on(SignInRefused event) {
        add(event.reference(), RefusalReason.UNAUTHORIZED, 401, "sign-in at Clerk: " + event.reason(), "");
    }

    private void add(String reference, RefusalReason reason, int status, String detail, String account) {
        queue.add(Explanation.ofServer(reference, clock.instant(), reason, status, detail, "page")
                .from(SenderNetwork.current())
                .about(account, "", true));
    }
}
