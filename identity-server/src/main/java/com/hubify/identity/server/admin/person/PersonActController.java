package com.hubify.identity.server.admin.person;

import static com.hubify.identity.server.admin.person.PersonPagesController.PEOPLE;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Ancestor.Kind;
import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.admin.Question;
import com.hubify.identity.server.admin.QuestionPage;
import com.hubify.identity.server.authorization.RecentSignIn;
import com.hubify.identity.server.grant.ConnectedApplications;
import com.hubify.identity.server.operator.OperatorActed;
import com.hubify.identity.server.revocation.RevocationOrders;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/** Ends all of a person, one of their keys or sign-ins, or what one application has of them. Each is asked before. */
@Controller
class PersonActController {

    private static final String END = "/admin/people/end";
    private static final String REVOKE = "/admin/people/revoke";
    private static final String DISCONNECT = "/admin/people/disconnect";

    /** What of a person is revoked alone. */
    private static final Set<String> KINDS = Set.of(Kind.KEY.word(), Kind.SESSION.word());

    private final RevocationOrders orders;
    private final ConnectedApplications applications;
    private final RecentSignIn recent;
    private final ApplicationEventPublisher events;

    PersonActController(
            RevocationOrders orders,
            ConnectedApplications applications,
            RecentSignIn recent,
            ApplicationEventPublisher events) {
        this.orders = orders;
        this.applications = applications;
        this.recent = recent;
        this.events = events;
    }

    @GetMapping(END)
    String askToEnd(
            @RequestParam String person, @Nullable Principal signedIn, HttpServletRequest request, Model model) {
        recent.require(signedIn, request);
        return QuestionPage.show(end(person), model);
    }

    /** A click is too quick for what ends all of a person: their id is typed. */
    @PostMapping(END)
    String end(
            @RequestParam String person,
            @Nullable Principal signedIn,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect,
            Model model) {
        Principal operator = recent.require(signedIn, request);
        Question question = end(person);
        if (!QuestionPage.isAnswered(question, request)) {
            return QuestionPage.again(question, null, response, model);
        }
        orders.revoke(Kind.SUBJECT.word(), person, operator.getName());
        return backTo(person, redirect);
    }

    @GetMapping(REVOKE)
    String askToRevoke(
            @RequestParam String person,
            @RequestParam String kind,
            @RequestParam String id,
            @Nullable Principal signedIn,
            HttpServletRequest request,
            Model model) {
        recent.require(signedIn, request);
        return QuestionPage.show(revoke(person, kind, id), model);
    }

    @PostMapping(REVOKE)
    String revoke(
            @RequestParam String person,
            @RequestParam String kind,
            @RequestParam String id,
            @Nullable Principal signedIn,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        Principal operator = recent.require(signedIn, request);
        revoke(person, kind, id);
        orders.revoke(kind, id, operator.getName());
        return backTo(person, redirect);
    }

    @GetMapping(DISCONNECT)
    String askToDisconnect(
            @RequestParam String person,
            @RequestParam String client,
            @Nullable Principal signedIn,
            HttpServletRequest request,
            Model model) {
        recent.require(signedIn, request);
        return QuestionPage.show(disconnect(person, client), model);
    }

    /** Does nothing if it is not connected: a second click. */
    @PostMapping(DISCONNECT)
    String disconnect(
            @RequestParam String person,
            @RequestParam String client,
            @Nullable Principal signedIn,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        Principal operator = recent.require(signedIn, request);
        disconnect(person, client);
        if (applications.find(person, client).isPresent()) {
            events.publishEvent(
                    new OperatorActed(operator.getName(), "disconnected", Map.of("account", person, "client", client)));
            applications.disconnect(person, client);
        }
        return backTo(person, redirect);
    }

    private static Question end(String person) {
        return question("end", END, person, person, Map.of("person", person), person);
    }

    private static Question revoke(String person, String kind, String id) {
        if (!KINDS.contains(kind) || !Ancestor.isId(Kind.of(kind).orElseThrow(), id)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return question("revoke-" + kind, REVOKE, person, id, Map.of("person", person, "kind", kind, "id", id), null);
    }

    private static Question disconnect(String person, String client) {
        return question("disconnect", DISCONNECT, person, client, Map.of("person", person, "client", client), null);
    }

    private static Question question(
            String act, String path, String person, String about, Map<String, String> fields, @Nullable String typed) {
        if (AccountId.parse(person).isEmpty()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        String back = UriComponentsBuilder.fromPath(PEOPLE)
                .queryParam("person", "{person}")
                .encode()
                .buildAndExpand(person)
                .toUriString();
        return new Question("people", act, path, back, about, fields, typed);
    }

    private static String backTo(String person, RedirectAttributes redirect) {
        redirect.addAttribute("person", person);
        return "redirect:" + PEOPLE;
    }
}
