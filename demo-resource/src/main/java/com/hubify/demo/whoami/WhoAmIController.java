package com.hubify.demo.whoami;

import com.hubify.demo.api.ApiController;
import com.hubify.demo.api.RequestMember;
import com.hubify.identity.resource.Caller;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;

/** Says who is calling. Needs a valid credential and no scope: it tells callers nothing they did not bring. */
@ApiController
class WhoAmIController {

    @GetMapping("/whoami")
    WhoAmI whoAmI(Caller caller) {
        return new WhoAmI(
                caller.subject(),
                RequestMember.wordFor(caller.kind()),
                List.copyOf(caller.scopes().values()),
                caller.clientId().orElse(null),
                caller.keyId().orElse(null),
                caller.organization()
                        .map(active -> new WhoAmI.Organization(active.id(), active.slug(), active.role()))
                        .orElse(null));
    }
}
